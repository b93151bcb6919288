export class ContactResponse {
  /** @example true */
  ok!: boolean;
}
