import type Stripe from 'stripe';
import type { Form, FormObject } from '../schema/form.js';
import { offersChoice } from './cart.view.js';
import { countryName, money } from './page-format.js';
import { html, type Html } from '../../common/pages/html-template.js';

/** What the session wants to know of its buyer, filled with what was typed before. */
export function buyerForm(session: Stripe.Checkout.Session, rates: Stripe.ShippingRate[], typed: FormObject): Html {
  const countries = session.shipping_address_collection?.allowed_countries;
  const wantsAddress = countries !== undefined || session.billing_address_collection === 'required';
  const typedAddress = typeof typed.address === 'object' ? typed.address : {};
  const mail = session.customer_email;
  return html`<fieldset>
      <legend>Coordonnées</legend>
      ${
        mail
          ? html`<p class="known">${mail}</p>`
          : field('email', 'Adresse e-mail', typed.email, { type: 'email', autocomplete: 'email', required: true })
      }
      ${
        session.phone_number_collection?.enabled
          ? field('phone', 'Téléphone', typed.phone, { type: 'tel', autocomplete: 'tel', required: true })
          : null
      }
    </fieldset>
    ${wantsAddress ? addressFields(countries ?? ['FR', 'BE', 'CH', 'LU'], typed.name, typedAddress) : null}
    ${offersChoice(session, rates) ? rateChoice(rates, typed.shipping_option) : null}`;
}

function addressFields(countries: string[], name: Form | undefined, address: FormObject): Html {
  const required = { required: true };
  return html`<fieldset>
    <legend>Adresse</legend>
    ${field('name', 'Nom complet', name, { ...required, autocomplete: 'name' })}
    ${field('address[line1]', 'Adresse', address.line1, { ...required, autocomplete: 'address-line1' })}
    ${field('address[line2]', 'Complément (facultatif)', address.line2, { autocomplete: 'address-line2' })}
    <div class="pair">
      ${field('address[postal_code]', 'Code postal', address.postal_code, { ...required, autocomplete: 'postal-code' })}
      ${field('address[city]', 'Ville', address.city, { ...required, autocomplete: 'address-level2' })}
    </div>
    <label
      >Pays
      <select name="address[country]" autocomplete="country">
        ${countries.map(
          (code) =>
            html`<option value="${code}" ${address.country === code ? html`selected` : null}>
              ${countryName(code)}
            </option>`,
        )}
      </select>
    </label>
  </fieldset>`;
}

function rateChoice(rates: Stripe.ShippingRate[], chosen: Form | undefined): Html {
  const selected = rates.some(({ id }) => id === chosen) ? chosen : rates[0]?.id;
  return html`<fieldset>
    <legend>Livraison</legend>
    ${rates.map(
      ({ id, display_name: name, fixed_amount: fixed }, index) =>
        html`<label class="choice">
          <input
            type="radio"
            class="rate-${index}"
            name="shipping_option"
            value="${id}"
            ${id === selected ? html`checked` : null}
          />
          <span>${name}</span><span class="amount">${money(fixed?.amount ?? 0, fixed?.currency ?? null)}</span>
        </label>`,
    )}
  </fieldset>`;
}

interface FieldOptions {
  type?: string;
  autocomplete?: string;
  required?: boolean;
}

function field(name: string, label: string, value: Form | undefined, options: FieldOptions): Html {
  const { type = 'text', autocomplete = 'off', required = false } = options;
  return html`<label
    >${label}
    <input
      type="${type}"
      name="${name}"
      value="${typeof value === 'string' ? value : ''}"
      autocomplete="${autocomplete}"
      ${required ? html`required` : null}
    />
  </label>`;
}
