// Appended to Flutter's loader in place of the stock start, which registers a service worker only to remove it.
// It waits until Python's files are here (boot.js): working with them takes longer.
flutterTurn.then(() => _flutter.loader.load({
  config: {
    renderer: flet.webRenderer === "auto" ? undefined : flet.webRenderer,
    multiViewEnabled: flet.multiView,
    entrypointBaseUrl: flet.entrypointBaseUrl,
    assetBase: flet.assetBase,
    canvasKitBaseUrl: flet.canvasKitBaseUrl,
    fontFallbackBaseUrl: flet.fontFallbackBaseUrl,
  },
  onEntrypointLoaded: async (engineInitializer) => {
    const engine = await engineInitializer.initializeEngine({
      multiViewEnabled: flet.multiView,
      assetBase: flet.assetBase,
      canvasKitBaseUrl: flet.canvasKitBaseUrl,
      fontFallbackBaseUrl: flet.fontFallbackBaseUrl,
    });
    flet.flutterApp = await engine.runApp();
  },
}));
