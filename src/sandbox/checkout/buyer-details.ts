import type Stripe from 'stripe';
import type * as v from 'valibot';
import { ApiError } from '../api-error.js';
import type { object } from '../schema/params.js';
import { email, oneOf, text } from '../schema/scalar-rules.js';
import { address } from '../schema/shared-rules.js';
import type { SandboxContext } from '../sandbox-context.js';
import { METHODS } from './payment-method-details.js';
import { rateAmount } from './shipping-rates.js';

type Session = Stripe.Checkout.Session;

/** What a buyer types on the sandbox's page. */
export const buyerFields = {
  email,
  name: text({ max: 200 }),
  phone: text({ max: 40 }),
  address,
  shipping_option: text(),
  /** The card unless given, or direct debit for what takes time. */
  payment_method: oneOf(...METHODS),
};
export type BuyerDetails = v.InferOutput<ReturnType<typeof object<typeof buyerFields>>>;

/**
 * The session with what its buyer typed and chose.
 * @throws ApiError for what the page asks for and was not given
 */
export function withBuyer(context: SandboxContext, session: Session, details: BuyerDetails): Session {
  const mail = session.customer_email ?? details.email;
  if (!mail) throw needed('email', 'The buyer has to give an e-mail address.');
  if (session.phone_number_collection?.enabled && !details.phone) {
    throw needed('phone', 'The buyer has to give a phone number.');
  }
  const { payment_method: method } = details;
  if (method && !session.payment_method_types.includes(method)) {
    throw new ApiError(`This Checkout Session does not offer ${method}.`, { param: 'payment_method' });
  }
  const typed = toAddress(details.address);
  const shipsTo = session.shipping_address_collection?.allowed_countries;
  if (shipsTo || session.billing_address_collection === 'required') checkAddress(details, shipsTo);

  const chosen = withShipping(context, session, details.shipping_option);
  return {
    ...chosen,
    collected_information: {
      business_name: null,
      individual_name: null,
      shipping_details: shipsTo && typed && details.name ? { name: details.name, address: typed } : null,
    },
    customer_details: {
      address: typed ?? { city: null, country: 'FR', line1: null, line2: null, postal_code: null, state: null },
      business_name: null,
      email: mail,
      individual_name: null,
      name: details.name ?? null,
      phone: details.phone ?? null,
      tax_exempt: 'none',
      tax_ids: [],
    },
  };
}

function checkAddress({ name, address: typed }: BuyerDetails, countries: string[] | undefined): void {
  if (!name) throw needed('name', 'The buyer has to give a name.');
  if (!typed?.line1 || !typed.postal_code || !typed.city || !typed.country) {
    throw needed('address', 'The buyer has to give an address: line1, postal_code, city and country.');
  }
  if (countries && !countries.includes(typed.country)) {
    throw needed('address[country]', 'The session does not ship to this country.');
  }
}

/** Another of the shipping options changes the total. */
function withShipping(context: SandboxContext, session: Session, option: string | undefined): Session {
  const { shipping_options: options, shipping_cost: now } = session;
  const [first] = options;
  if (!first || !now) return session;
  const id = option ?? idOf(first.shipping_rate);
  if (!options.some(({ shipping_rate: rate }) => idOf(rate) === id)) {
    throw needed('shipping_option', 'The session does not offer this shipping rate.');
  }
  const amount = rateAmount(context.objects.find('shipping_rate', id));
  return {
    ...session,
    amount_total: (session.amount_total ?? 0) - now.amount_total + amount,
    shipping_cost: { amount_subtotal: amount, amount_tax: 0, amount_total: amount, shipping_rate: id },
    total_details: { amount_discount: 0, amount_tax: 0, ...session.total_details, amount_shipping: amount },
  };
}

function toAddress(typed: BuyerDetails['address']): Stripe.Address | undefined {
  if (!typed) return undefined;
  const { city, country, line1, line2, postal_code: postalCode, state } = typed;
  return {
    city: city ?? null,
    country: country ?? null,
    line1: line1 ?? null,
    line2: line2 ?? null,
    postal_code: postalCode ?? null,
    state: state ?? null,
  };
}

export function idOf(reference: string | { id: string }): string {
  return typeof reference === 'string' ? reference : reference.id;
}

function needed(param: string, message: string): ApiError {
  return new ApiError(message, { code: 'parameter_missing', param });
}
