# shellcheck shell=bash
# Installs Debian packages where apt and the rights are there, and elsewhere says what to install.

# Prints those of its arguments that are not installed.
missing_packages() {
  local package
  for package; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
      printf '%s\n' "$package"
  done
}

as_root() {
  if is_root; then "$@"; else sudo "$@"; fi
}

can_install() {
  have apt-get && have dpkg-query || return 1
  is_root && return 0
  have sudo || return 1
  # Asking for a password makes sense only where somebody can type it.
  [[ -t 0 ]] || sudo -n true 2>/dev/null
}

has_candidate() {
  [[ $(apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p') == [0-9]* ]]
}

# The package lists are fetched where there are none, or when they are older than a day.
refresh_package_lists() {
  local stamp=/var/lib/apt/lists
  [[ -n $(find $stamp -maxdepth 1 -type f -name '*Packages*' -mmin -1440 2>/dev/null | head -n 1) ]] && return 0
  as_root apt-get -qq -o DPkg::Lock::Timeout=300 update >&2 ||
    say "apt-get update failed; trying with the package lists that are there."
}

# install_packages WHY PACKAGE...: fails with a sentence when something stays missing.
install_packages() {
  local why=$1 missing
  shift
  if have dpkg-query; then
    mapfile -t missing < <(missing_packages "$@")
    [[ ${#missing[@]} == 0 ]] && return 0
  else
    missing=("$@")
  fi
  if ! can_install; then
    say "$why: please install ${missing[*]}"
    if have apt-get; then
      say "  as root: apt-get install ${missing[*]}"
    else
      say "  (these are Debian's names; your system's package manager has the same under similar ones)"
    fi
    return 1
  fi
  refresh_package_lists
  say "Installing ${missing[*]} ($why)"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install "${missing[@]}" >/dev/null ||
    {
      say "apt-get could not install ${missing[*]}; its messages are above."
      return 1
    }
}
