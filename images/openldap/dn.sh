# SPDX-License-Identifier: Apache-2.0
# Distinguished names as this image takes them: no quoting, no escapes. Sourced by entrypoint and caretaker.

# require_dn NAME: the variable NAME must hold a plain DN.
require_dn() {
    local value="${!1:-}"
    if [[ ! "$value" =~ ^[A-Za-z]+=[A-Za-z0-9._@\ -]+(,[A-Za-z]+=[A-Za-z0-9._@\ -]+)*$ ]]; then
        echo "openldap: $1: not a plain distinguished name: '$value'" >&2
        exit 64
    fi
}

# require_below NAME: the DN in NAME must lie under LDAP_ROOT_DN.
require_below() {
    require_dn "$1"
    if [[ "${!1}" != *",$LDAP_ROOT_DN" ]]; then
        echo "openldap: $1: '${!1}' is not below LDAP_ROOT_DN '$LDAP_ROOT_DN'" >&2
        exit 64
    fi
}

# entry DN: the LDIF of a plain container named DN.
entry() {
    local rdn="${1%%,*}"
    local type="${rdn%%=*}" value="${rdn#*=}"
    echo "dn: $1"
    case "${type,,}" in
        dc) printf 'objectClass: dcObject\nobjectClass: organization\no: %s\n' "$value" ;;
        o) echo 'objectClass: organization' ;;
        ou) echo 'objectClass: organizationalUnit' ;;
        *)
            echo "openldap: '$1': an entry named by '$type' cannot be made; use dc, o or ou" >&2
            return 64
            ;;
    esac
    printf '%s: %s\n\n' "$type" "$value"
}

# containers BASE: LDIF of all containers from below the root down to BASE.
containers() {
    if [ "$1" != "$LDAP_ROOT_DN" ]; then
        containers "${1#*,}"
        entry "$1"
    fi
}

# reader DN HASH: LDIF of the entry by which the suite reads the directory.
reader() {
    local rdn="${1%%,*}"
    local type="${rdn%%=*}" value="${rdn#*=}" class
    case "${type,,}" in
        cn) class=organizationalRole ;;
        uid) class=account ;;
        *)
            echo "openldap: LDAP_BIND_DN: '$1': an entry named by '$type' cannot be made; use cn or uid" >&2
            return 64
            ;;
    esac
    printf 'dn: %s\nobjectClass: %s\nobjectClass: simpleSecurityObject\n%s: %s\nuserPassword: %s\n\n' "$1" "$class" "$type" "$value" "$2"
}
