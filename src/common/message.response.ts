/** A done deed, in a French sentence. */
export class MessageResponse {
  message!: string;
}
