"""What ``flet build`` of flet-cli 1.0.5 understands, read from ``commands/build_base.py`` and ``build.py``.

flet-cli is not among the developers' packages: it brings a builder of Flutter projects with it. The release
workflow installs it, and ``test_flet_cli.py`` holds this table against it there.
"""

from __future__ import annotations

VERSION = "1.0.5"

TARGETS = frozenset({"macos", "linux", "windows", "web", "apk", "aab", "ipa", "ios-simulator"})

FLAGS = frozenset(
    [
        "--android-legacy-packaging",
        "--cleanup-app",
        "--cleanup-packages",
        "--compile-app",
        "--compile-packages",
        "--help",
        "--no-android-legacy-packaging",
        "--no-android-splash",
        "--no-cdn",
        "--no-compile-app",
        "--no-compile-packages",
        "--no-default-excludes",
        "--no-ios-splash",
        "--no-rich-output",
        "--no-swift-package-manager",
        "--no-wasm",
        "--no-web-splash",
        "--show-platform-matrix",
        "--skip-flutter-doctor",
        "--split-per-abi",
        "--swift-package-manager",
        "--verbose",
        "--yes",
    ]
)

OPTIONS = frozenset(
    [
        "--android-adaptive-icon-background",
        "--android-extract-packages",
        "--android-features",
        "--android-meta-data",
        "--android-permissions",
        "--android-signing-key-alias",
        "--android-signing-key-password",
        "--android-signing-key-store",
        "--android-signing-key-store-password",
        "--arch",
        "--artifact",
        "--base-url",
        "--build-number",
        "--build-version",
        "--bundle-id",
        "--cleanup-app-files",
        "--cleanup-package-files",
        "--company",
        "--copyright",
        "--deep-linking-host",
        "--deep-linking-scheme",
        "--description",
        "--exclude",
        "--flutter-build-args",
        "--include",
        "--info-plist",
        "--ios-export-method",
        "--ios-provisioning-profile",
        "--ios-signing-certificate",
        "--ios-team-id",
        "--linux-categories",
        "--macos-distribution",
        "--macos-entitlements",
        "--macos-installer-identity",
        "--macos-notary-profile",
        "--macos-provisioning-profile",
        "--macos-signing-identity",
        "--module-name",
        "--org",
        "--output",
        "--permissions",
        "--product",
        "--project",
        "--pwa-background-color",
        "--pwa-short-name",
        "--pwa-theme-color",
        "--python-version",
        "--route-url-strategy",
        "--source-packages",
        "--splash-color",
        "--splash-dark-color",
        "--template",
        "--template-dir",
        "--template-ref",
        "--web-renderer",
    ]
)
"""Options that take a value."""

PLATFORMS = frozenset({"android", "ios", "linux", "macos", "web", "windows"})

ANYWHERE = frozenset(
    [
        "app.default_excludes",
        "app.exclude",
        "app.include",
        "artifact",
        "boot_screen",
        "bundle_id",
        "cleanup.app",
        "cleanup.app_files",
        "cleanup.package_files",
        "cleanup.packages",
        "compile.app",
        "compile.packages",
        "dev_packages",
        "extract_packages",
        "flutter.build_args",
        "icon_background",
        "org",
        "source_packages",
        "splash",
        "target_arch",
    ]
)
"""Settings of ``[tool.flet]`` that a platform's table may hold too."""

GLOBAL = frozenset(
    [
        "app.module",
        "app.path",
        "build_number",
        "company",
        "copyright",
        "deep_linking.host",
        "deep_linking.scheme",
        "flutter.pubspec",
        "permissions",
        "product",
        "swift_package_manager",
        "template.dir",
        "template.ref",
        "template.url",
    ]
)

OF_PLATFORM = frozenset(
    [
        "android.adaptive_icon_background",
        "android.deep_linking.host",
        "android.deep_linking.scheme",
        "android.dependencies",
        "android.feature",
        "android.gradle_properties",
        "android.legacy_packaging",
        "android.manifest_application",
        "android.meta_data",
        "android.min_sdk_version",
        "android.permission",
        "android.proguard_default_rules",
        "android.proguard_rules",
        "android.provider",
        "android.signing.key_alias",
        "android.signing.key_store",
        "android.split_per_abi",
        "android.target_sdk_version",
        "ios.deep_linking.host",
        "ios.deep_linking.scheme",
        "ios.dependencies",
        "ios.export_method",
        "ios.export_methods",
        "ios.export_options",
        "ios.info",
        "ios.provisioning_profile",
        "ios.signing_certificate",
        "ios.team_id",
        "linux.categories",
        "linux.dependencies",
        "macos.dependencies",
        "macos.entitlement",
        "macos.icon_style",
        "macos.info",
        "macos.signing",
        "web.base_url",
        "web.cdn",
        "web.dependencies",
        "web.pwa_background_color",
        "web.pwa_short_name",
        "web.pwa_theme_color",
        "web.renderer",
        "web.route_url_strategy",
        "web.wasm",
        "windows.dependencies",
    ]
)

FROM_TEMPLATE = frozenset(
    {"android.manifest_application", "android.min_sdk_version", "android.target_sdk_version"}
)
"""Read by the build template (``AndroidManifest.xml``, ``build.gradle.kts``), not by flet-cli itself."""


def is_known(setting: str) -> bool:
    """Return whether something of Flet reads ``[tool.flet]``'s ``setting`` (dotted) or a table it lies in."""
    parts = setting.split(".")
    heads = {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
    inner = (
        {".".join(parts[1:count]) for count in range(2, len(parts) + 1)} if parts[0] in PLATFORMS else set()
    )
    return bool(heads & (ANYWHERE | GLOBAL | OF_PLATFORM) or inner & ANYWHERE)
