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
{{- if include "tachydromos.postfixProxyPorts" . | fromJsonArray -}}
{{- $_ := set $images "postfix.haproxy" (list .Values.postfix.haproxy.image "haproxy") -}}
{{- end -}}
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
{{- if regexMatch "(^|/)(bitnami(legacy)?/|tachydromos-[^/]*$)|^(library/)?nginx$" $repository -}}
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

{{- /* What publishes pages that nobody could reach. */ -}}
{{- define "tachydromos.validate.web" -}}
{{- $pages := dict
      "rspamd" (dict "what" "the web interface of Rspamd" "values" .Values.rspamd)
      "sogo" (dict "what" "webmail" "values" .Values.sogo) -}}
{{- range $component := list "rspamd" "sogo" -}}
{{- $values := (get $pages $component).values -}}
{{- range $by := list "ingress" "httproute" -}}
{{- if (get $values $by).enabled -}}
{{- if not $values.enabled -}}
{{- printf "%s.%s.enabled: publishes %s, which does not run; set %s.enabled to true, or this to false\n" $component $by (get $pages $component).what $component -}}
{{- end -}}
{{- if not $.Values.network.web.from -}}
{{- printf "network.web.from: lets nobody in to what %s.%s publishes; name the pods that bring its visitors, as [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}]\n" $component $by -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $values.httproute.enabled (not $values.httproute.parentRefs) -}}
{{- printf "%s.httproute.parentRefs: names no Gateway, so the route belongs to none; write a list such as [{name: web, namespace: gateways}]\n" $component -}}
{{- end -}}
{{- end -}}
{{- range $component := list "postfix" "dovecot" -}}
{{- $route := (index $.Values $component).tcproute -}}
{{- if and $route.enabled (not $route.parentRefs) -}}
{{- printf "%s.tcproute.parentRefs: names no Gateway, so the routes belong to none; write a list such as [{name: mail, namespace: gateways}]\n" $component -}}
{{- end -}}
{{- end -}}
{{- include "tachydromos.validate.hosts" . -}}
{{- end -}}

{{- /* Two pages at one address: which of them a visitor gets would be chance. */ -}}
{{- define "tachydromos.validate.hosts" -}}
{{- $clients := include "tachydromos.clientHosts" . | fromYamlArray -}}
{{- range $by := list "ingress" "httproute" -}}
{{- $webmail := get $.Values.sogo $by -}}
{{- $rspamd := get $.Values.rspamd $by -}}
{{- $host := include "tachydromos.webHost" (list $ $rspamd) -}}
{{- if and $rspamd.enabled $webmail.enabled -}}
{{- if eq $host (include "tachydromos.webmailHost" (list $ $webmail)) -}}
{{- $taken := list -}}
{{- range default (list dict) $webmail.paths -}}
{{- $taken = append $taken (default "/" .path | trimSuffix "/") -}}
{{- end -}}
{{- range default (list (dict "path" $rspamd.path)) $rspamd.paths -}}
{{- if has (trimSuffix "/" .path) $taken -}}
{{- printf "rspamd.%s.hostname: %q is the host of webmail too, and both have the path %s there; set another host or path\n" $by $host .path -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if has $host $clients -}}
{{- printf "rspamd.%s.hostname: %q is a host at which clients look for their settings; set another one\n" $by $host -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
