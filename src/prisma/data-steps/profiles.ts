import { countryCodeOf } from '../../common/countries/country-code.js';
import { lastId, pageAfter, type DataStep } from './data-step.js';
import { writeColumn } from './write-column.js';

/** `Profile.countryCode`, from the country that was typed. */
export const profilesStep: DataStep = {
  name: 'profiles',
  async next(tx, after) {
    const select = { id: true, country: true, countryCode: true };
    const rows = await tx.profile.findMany({ ...pageAfter(after), select });
    const codes = rows.flatMap(({ id, country, countryCode }) => {
      const code = countryCodeOf(country);
      return code === countryCode ? [] : [[id, code] as const];
    });
    await writeColumn(tx, { table: 'Profile', column: 'countryCode' }, codes);
    return lastId(rows);
  },
};
