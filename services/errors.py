"""What can go wrong, in one tree. Each error knows the catalogue message that a person is shown.

::

    RafflesiaError                    error.unexpected
    ├── StorageError                  error.storage
    │   ├── StorageFull               error.storage_full
    │   ├── StorageTooNew             error.storage_too_new     written by a newer app
    │   ├── ReadOnly                  error.read_only           another tab or process writes
    │   ├── StorageForbidden          error.storage_forbidden   a browser in private mode keeps nothing
    │   └── BlobMissing               error.photo_missing
    ├── OutboxError                   error.outbox
    │   ├── UnknownItem               error.unknown_item
    │   └── InvalidTransition         error.invalid_transition
    ├── PhotoError                    error.photo
    │   ├── PhotoTooLarge             error.photo_too_large
    │   ├── TooManyPhotos             error.too_many_photos
    │   ├── TooManyFiles              error.too_many_files
    │   ├── PhotoUnsupported          error.photo_unsupported
    │   │   └── PhotoHeic             error.photo_heic          a format that only some devices decode
    │   ├── PdfUnsupported            error.pdf_unsupported
    │   ├── PdfTooLarge               error.pdf_too_large
    │   └── PhotoDamaged              error.photo_damaged
    ├── DeviceError                   error.device
    │   └── LocationUnavailable       error.location_{denied,disabled,timeout,unsupported}
    ├── GatewayError                  error.gateway
    │   ├── Unreachable               error.offline             nothing was sent
    │   ├── Interrupted               error.interrupted         perhaps it arrived
    │   ├── CaptivePortal             error.captive_portal
    │   ├── Busy                      error.gateway_busy        temporary, maybe with retry_after_s
    │   │   └── TooManyTries          error.too_many_tries      a limit of ours, not the gateway's trouble
    │   ├── SignInNeeded              error.sign_in
    │   ├── UpdateNeeded              error.update_needed
    │   ├── StaleToken                error.stale_token         start again from nothing
    │   ├── Refused                   error.refused
    │   │   └── NoMatch               error.no_match            nothing is known by these words
    │   └── BadAnswer                 error.bad_answer
    │       └── NoGateway             error.bad_answer          a site without a gateway behind it
    ├── TooManyStops                  error.too_many_stops
    └── SyncError                     error.sync
        ├── MassRemoval               error.mass_removal
        └── PackDamaged               error.pack_damaged
"""

from __future__ import annotations

from typing import ClassVar, Literal


class RafflesiaError(Exception):
    """Root of every error the app raises on purpose; ``message_id`` names its sentence."""

    default_message_id: ClassVar[str] = "error.unexpected"

    @property
    def message_id(self) -> str:
        """Return the catalogue id of the sentence for people."""
        return self.default_message_id


class StorageError(RafflesiaError):
    """The device could not keep or read data."""

    default_message_id = "error.storage"


class StorageFull(StorageError):
    """No room left on the device."""

    default_message_id = "error.storage_full"


class StorageTooNew(StorageError):
    """A newer version of the app wrote this file; it is left untouched."""

    default_message_id = "error.storage_too_new"


class ReadOnly(StorageError):
    """Another tab or process holds the writer's lock."""

    default_message_id = "error.read_only"


class StorageForbidden(StorageError):
    """The browser keeps nothing for this site: private mode, or storage switched off."""

    default_message_id = "error.storage_forbidden"


class BlobMissing(StorageError):
    """A photo that an item cites is gone or damaged."""

    default_message_id = "error.photo_missing"


class OutboxError(RafflesiaError):
    """A request to the outbox that makes no sense."""

    default_message_id = "error.outbox"


class UnknownItem(OutboxError):
    """No item with that id."""

    default_message_id = "error.unknown_item"


class InvalidTransition(OutboxError):
    """The item's state does not allow this."""

    default_message_id = "error.invalid_transition"


class PhotoError(RafflesiaError):
    """A photo or a document cannot be taken along."""

    default_message_id = "error.photo"


class PhotoTooLarge(PhotoError):
    """Above the size cap."""

    default_message_id = "error.photo_too_large"


class TooManyPhotos(PhotoError):
    """More photos than a report may carry."""

    default_message_id = "error.too_many_photos"


class PhotoUnsupported(PhotoError):
    """Not a JPEG, PNG or WebP image by content."""

    default_message_id = "error.photo_unsupported"


class PhotoHeic(PhotoUnsupported):
    """A HEIC or AVIF image on a device that cannot turn it into a JPEG."""

    default_message_id = "error.photo_heic"


class PdfUnsupported(PhotoError):
    """Not a PDF by content."""

    default_message_id = "error.pdf_unsupported"


class PdfTooLarge(PhotoError):
    """Above the size cap of documents."""

    default_message_id = "error.pdf_too_large"


class TooManyFiles(PhotoError):
    """More files than a request may carry."""

    default_message_id = "error.too_many_files"


class PhotoDamaged(PhotoError):
    """The image ends early or contradicts itself."""

    default_message_id = "error.photo_damaged"


class DeviceError(RafflesiaError):
    """The device refused or failed to do something."""

    default_message_id = "error.device"


LocationReason = Literal["denied", "disabled", "timeout", "unsupported"]


class LocationUnavailable(DeviceError):
    """No position; ``reason`` says why."""

    def __init__(self, reason: LocationReason) -> None:
        super().__init__(reason)
        self.reason: LocationReason = reason

    @property
    def message_id(self) -> str:
        """Return the sentence of this reason."""
        return f"error.location_{self.reason}"


class GatewayError(RafflesiaError):
    """The gateway could not be asked, or did not answer as agreed."""

    default_message_id = "error.gateway"


class Unreachable(GatewayError):
    """No connection: nothing was sent."""

    default_message_id = "error.offline"


class Interrupted(GatewayError):
    """The connection broke or timed out: perhaps the request arrived."""

    default_message_id = "error.interrupted"


class CaptivePortal(GatewayError):
    """Somebody else answered: the network wants a log-in first."""

    default_message_id = "error.captive_portal"


class Busy(GatewayError):
    """A temporary refusal; ``retry_after_s`` when the gateway named a time."""

    default_message_id = "error.gateway_busy"

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class TooManyTries(Busy):
    """This device or this number was tried too often."""

    default_message_id = "error.too_many_tries"


class SignInNeeded(GatewayError):
    """401 or 403."""

    default_message_id = "error.sign_in"


class UpdateNeeded(GatewayError):
    """The app is too old for this gateway."""

    default_message_id = "error.update_needed"


class StaleToken(GatewayError):
    """The change token is too old or of another database."""

    default_message_id = "error.stale_token"


class Refused(GatewayError):
    """The gateway refuses this request for good; ``code`` is the stable word of its problem document."""

    default_message_id = "error.refused"

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class NoMatch(Refused):
    """Number and phone do not belong together; the gateway does not say which is wrong."""

    default_message_id = "error.no_match"


class BadAnswer(GatewayError):
    """The answer does not have the agreed shape."""

    default_message_id = "error.bad_answer"


class NoGateway(BadAnswer):
    """A refusal in words that are not our gateway's: files served without one."""


class TooManyStops(RafflesiaError):
    """A trip has all the stops it may have."""

    default_message_id = "error.too_many_stops"


class SyncError(RafflesiaError):
    """An answer of the agreed shape that must not be applied."""

    default_message_id = "error.sync"


class MassRemoval(SyncError):
    """A change would remove more than the allowed share of a collection."""

    default_message_id = "error.mass_removal"


class PackDamaged(SyncError):
    """A downloaded pack does not have the promised SHA-256."""

    default_message_id = "error.pack_damaged"
