{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /*
Every refusal of the chart itself, all findings at once, one a line, as "<value path>: what is wrong; what to do". Helm judges the same
schema before, unless it is told to skip that; a wrong type is then told here, before a template meets it. What the suite document
shows is left to those who judge it: the hook Job, the webhook, the sidecars.
*/ -}}
{{- define "tachydromos.validate" -}}
{{- $schema := .Files.Get "files/values.schema.json" | fromJson -}}
{{- $findings := include "tachydromos.schema.value" (dict "path" "" "value" .Values "schema" $schema "types" $schema.definitions) -}}
{{- if not $findings -}}
{{- $findings = print
      (include "tachydromos.validate.images" .)
      (include "tachydromos.validate.clientCA" .)
      (include "tachydromos.validate.web" .)
      (include "tachydromos.validate.signatures" .)
      (include "tachydromos.validate.tests" .) -}}
{{- end -}}
{{- if $findings -}}
{{- fail (print "\n" (trimSuffix "\n" $findings)) -}}
{{- end -}}
{{- end -}}

{{- define "tachydromos.validate.images" -}}
{{- $images := dict
      "ldap.embedded" (list .Values.ldap.embedded.image "openldap")
      "postfix" (list .Values.postfix.image "postfix")
      "dovecot" (list .Values.dovecot.image "dovecot")
      "syncSidecar" (list .Values.syncSidecar.image "java")
      "certRotator" (list .Values.certRotator.image "java")
      "webhook" (list .Values.webhook.image "java") -}}
{{- if .Values.rspamd.enabled -}}
{{- $_ := set $images "rspamd" (list .Values.rspamd.image "rspamd") -}}
{{- $_ := set $images "rspamd.redis" (list .Values.rspamd.redis.image "valkey") -}}
{{- end -}}
{{- if .Values.clamav.enabled -}}
{{- $_ := set $images "clamav" (list .Values.clamav.image "clamav") -}}
{{- end -}}
{{- if include "tachydromos.databaseRuns" . -}}
{{- $_ := set $images "database.embedded" (list .Values.database.embedded.image "postgresql") -}}
{{- end -}}
{{- if .Values.sogo.enabled -}}
{{- $_ := set $images "sogo" (list .Values.sogo.image "sogo") -}}
{{- $_ := set $images "sogo.memcached" (list .Values.sogo.memcached.image "memcached") -}}
{{- $_ := set $images "sogo.nginx" (list .Values.sogo.nginx.image "nginx") -}}
{{- end -}}
{{- range $component, $pair := $images -}}
{{- $repository := (first $pair).repository -}}
{{- if regexMatch "(^|/)(bitnami(legacy)?/|tachydromos-[^/]*$)" $repository -}}
{{- printf "%s.image.repository: %q is an image of the original chart and cannot run here; set tachydromos/%s or a copy of it\n" $component $repository (last $pair) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tachydromos.validate.signatures" -}}
{{- $signatures := .Values.clamav.signatures -}}
{{- if and .Values.clamav.enabled (not (or $signatures.mirror $signatures.urls $signatures.volume)) -}}
clamav.signatures: says of no source, and without signatures no mail is taken; set mirror, urls or volume{{ "\n" }}
{{- end -}}
{{- end -}}

{{- define "tachydromos.validate.tests" -}}
{{- $account := .Values.tests.account -}}
{{- if and $account.user (not $account.existingSecret) -}}
{{- printf "tests.account.existingSecret: names no Secret with the password of %s; make one with the key password\n" $account.user -}}
{{- end -}}
{{- end -}}

{{- /* Without the value: what was pasted by mistake may be a private key. */ -}}
{{- define "tachydromos.validate.clientCA" -}}
{{- $certificate := "-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----\\s*" -}}
{{- if not (regexMatch (printf "^\\s*(%s)*$" $certificate) (default "" .Values.webhook.clientCA)) -}}
webhook.clientCA: is not PEM of certificates; give certificates as PEM, as in --set-file webhook.clientCA=ca.crt{{ "\n" }}
{{- end -}}
{{- end -}}

{{- /* What publishes a web interface that nobody could reach. */ -}}
{{- define "tachydromos.validate.web" -}}
{{- $rspamd := .Values.rspamd -}}
{{- range $by := list "ingress" "httproute" -}}
{{- if (get $rspamd $by).enabled -}}
{{- if not $rspamd.enabled -}}
{{- printf "rspamd.%s.enabled: publishes the web interface of Rspamd, which does not run; set rspamd.enabled to true, or this to false\n" $by -}}
{{- end -}}
{{- if not $.Values.network.web.from -}}
{{- printf "network.web.from: lets nobody in to what rspamd.%s publishes; name the pods that bring its visitors, as [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}]\n" $by -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $rspamd.httproute.enabled (not $rspamd.httproute.parentRefs) -}}
rspamd.httproute.parentRefs: names no Gateway, so the route belongs to none; write a list such as [{name: web, namespace: gateways}]{{ "\n" }}
{{- end -}}
{{- end -}}
