export class ContactResponse {
  ok!: boolean;
}
