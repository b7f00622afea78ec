#!/usr/bin/env bash
# Make a virtual environment in the folder $1 with the first Python >= 3.11 found.
# Debian ships Python without ensurepip: python3-venv is installed when it is missing.
set -euo pipefail
folder=$1

python=""
for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
  if [ -n "$candidate" ] && command -v "$candidate" >/dev/null &&
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Python 3.11 or newer is needed (set PYTHON to name one)." >&2
  exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  echo "Installing python$version-venv"
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq "python$version-venv" ||
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq python3-venv
fi
"$python" -m venv "$folder"
