import type Stripe from 'stripe';
import { ApiError, missing } from '../api-error.js';
import { newId } from '../ids.js';
import type { SessionCreate } from '../schema/session.params.js';
import { given } from '../schema/shared-rules.js';
import { second, type SandboxContext } from '../sandbox-context.js';
import type { WireItem } from '../store/kinds.js';

type Line = NonNullable<SessionCreate['line_items']>[number];

export interface PricedLine {
  item: WireItem;
  product: Stripe.Product;
}

/**
 * The items and products that the lines of a request describe; no discount on them yet.
 * @throws ApiError for a line without price or quantity, or in another currency
 */
export function priceLines(context: SandboxContext, lines: Line[], sessionCurrency: string | undefined): PricedLine[] {
  const currency = sessionCurrency ?? lines[0]?.price_data?.currency;
  return lines.map((line, index) => priceLine(context, line, `line_items[${index}]`, currency));
}

function priceLine(context: SandboxContext, line: Line, param: string, currency: string | undefined): PricedLine {
  if (line.price !== undefined) throw missing('price', line.price, `${param}[price]`, 400);
  const { price_data: data, quantity } = line;
  if (!data) {
    throw new ApiError('You must specify either `price` or `price_data` for each line item.', {
      code: 'parameter_missing',
      param,
    });
  }
  if (data.product !== undefined) throw missing('product', data.product, `${param}[price_data][product]`, 400);
  if (!data.product_data) throw absent(`${param}[price_data][product_data]`);
  if (data.unit_amount === undefined) throw absent(`${param}[price_data][unit_amount]`);
  if (quantity === undefined) {
    throw new ApiError(`Quantity is required. Add \`quantity\` to \`${param}\``, { code: 'parameter_missing', param });
  }
  if (data.currency !== currency) {
    throw new ApiError('All line items of a Checkout Session must be in the same currency.', {
      param: `${param}[price_data][currency]`,
    });
  }

  const product = toProduct(context, data.product_data);
  const subtotal = data.unit_amount * quantity;
  const item: WireItem = {
    id: newId('li_'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: subtotal,
    amount_tax: 0,
    amount_total: subtotal,
    currency: data.currency,
    description: product.name,
    metadata: given(line.metadata),
    price: toPrice(context, product.id, data.currency, data.unit_amount, data.tax_behavior),
    quantity,
  };
  return { item, product };
}

function toPrice(context: SandboxContext, product: string, currency: string, unitAmount: number, taxBehavior?: string) {
  return {
    id: newId('price_1'),
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created: second(context),
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product,
    recurring: null,
    tax_behavior: taxBehavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: unitAmount,
    unit_amount_decimal: String(unitAmount),
  } satisfies WireItem['price'];
}

type ProductData = NonNullable<NonNullable<Line['price_data']>['product_data']>;

function toProduct(context: SandboxContext, data: ProductData): Stripe.Product {
  return {
    id: newId('prod_', 14),
    object: 'product',
    active: false,
    created: second(context),
    default_price: null,
    description: data.description ?? null,
    images: data.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: given(data.metadata),
    name: data.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: data.tax_code ?? null,
    tax_details: null,
    type: 'service',
    unit_label: data.unit_label ?? null,
    updated: second(context),
    url: null,
  };
}

function absent(param: string): ApiError {
  return new ApiError(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}
