# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034
# Names and places that the scripts of this folder share. Sourced.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
NODE=tachydromos-node
STRANGER=tachydromos-stranger
API_PORT=16443
# smtp, smtps, submission, imap, imaps, sieve, webmail
NODE_PORTS=(30025 30465 30587 30143 30993 30190 30080)
STATE=$ROOT/target/cluster
CACHE=${TACHYDROMOS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tachydromos}
# The programs that people and the other scripts call: kubectl, helm, helm-unittest, kubeconform.
TOOLS=$ROOT/target/tools
PATH=$TOOLS:$PATH

. "$ROOT/tools/progress.sh"
