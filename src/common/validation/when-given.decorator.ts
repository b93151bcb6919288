import { ValidateIf } from 'class-validator';

/** The field's other rules apply when it is present; unlike with `IsOptional`, `null` counts as present. */
export const WhenGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
