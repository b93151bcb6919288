/** @returns a PNG of the text as a QR code: `data:image/png;base64,…` */
export async function qrCode(text: string): Promise<string> {
  // Loaded when somebody first asks for one: most starts of the shop never need it.
  const { toDataURL } = await import('qrcode');
  return toDataURL(text, { type: 'image/png', errorCorrectionLevel: 'M', margin: 4, scale: 4 });
}
