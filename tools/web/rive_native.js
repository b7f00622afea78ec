// The client asks a public CDN for an animation runtime this app does not use. The build points that request here.
// A promise that stays open is what the client sees, and bears, when that host cannot be reached.
globalThis.RiveNative = () => new Promise(() => {});
