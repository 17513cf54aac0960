{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* Everything that the schema cannot judge. All findings at once, each as "<value path>: what is wrong, what to set". */ -}}
{{- define "tachydromos.validate" -}}
{{- $findings := concat
      (include "tachydromos.validate.hostname" . | fromYamlArray)
      (include "tachydromos.validate.ldap" . | fromYamlArray)
      (include "tachydromos.validate.replicas" . | fromYamlArray)
      (include "tachydromos.validate.images" . | fromYamlArray)
      (include "tachydromos.validate.proxy" . | fromYamlArray)
      (include "tachydromos.validate.absent" . | fromYamlArray) -}}
{{- if $findings -}}
{{- fail (printf "\n%s" (join "\n" $findings)) -}}
{{- end -}}
{{- end -}}

{{- define "tachydromos.validate.hostname" -}}
{{- $label := "[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?" -}}
{{- $hostname := .Values.hostname -}}
{{- if or (gt (len $hostname) 253) (not (regexMatch (printf "^(%s\\.)+%s$" $label $label) $hostname)) (regexMatch "\\.[0-9]+$" $hostname) -}}
{{- list (printf "hostname: %q is not a fully qualified name, set one such as mail.example.org" $hostname) | toYaml -}}
{{- end -}}
{{- end -}}

{{- define "tachydromos.validate.ldap" -}}
{{- $findings := list -}}
{{- if not .Values.ldap.embedded.enabled -}}
{{- if not .Values.ldap.host -}}
{{- $findings = append $findings "ldap.host: empty while ldap.embedded.enabled is false, set the name of your directory server" -}}
{{- end -}}
{{- if not .Values.ldap.existingSecret -}}
{{- $findings = append $findings "ldap.existingSecret: empty while ldap.embedded.enabled is false, set a Secret whose key `secrets` holds a YAML text with ldapBinddnPassword" -}}
{{- end -}}
{{- end -}}
{{- toYaml $findings -}}
{{- end -}}

{{- define "tachydromos.validate.replicas" -}}
{{- if gt (int .Values.dovecot.replicas) 1 -}}
{{- list "dovecot.replicas: more than one would let two servers write one mailbox, set 1" | toYaml -}}
{{- end -}}
{{- end -}}

{{- define "tachydromos.validate.images" -}}
{{- $findings := list -}}
{{- $images := dict
      "ldap.embedded" (list .Values.ldap.embedded.image "openldap")
      "postfix" (list .Values.postfix.image "postfix")
      "dovecot" (list .Values.dovecot.image "dovecot")
      "syncSidecar" (list .Values.syncSidecar.image "java")
      "certRotator" (list .Values.certRotator.image "java") -}}
{{- range $component, $pair := $images -}}
{{- $repository := (first $pair).repository -}}
{{- if regexMatch "(^|/)(bitnami(legacy)?/|tachydromos-[^/]*$)" $repository -}}
{{- $findings = append $findings (printf "%s.image.repository: %q is an image of the original chart and cannot run here, set tachydromos/%s or a copy of it" $component $repository (last $pair)) -}}
{{- end -}}
{{- end -}}
{{- toYaml $findings -}}
{{- end -}}

{{- define "tachydromos.validate.proxy" -}}
{{- $findings := list -}}
{{- range $component := list "postfix" "dovecot" -}}
{{- $values := index $.Values $component -}}
{{- range $listener, $on := $values.enableProxyProtocol -}}
{{- if and $on (not $values.trustedProxies) -}}
{{- $findings = append $findings (printf "%s.enableProxyProtocol.%s: any client could claim any address, set %s.trustedProxies to the networks of your proxies or this to false" $component $listener $component) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toYaml $findings -}}
{{- end -}}

{{- /* Parts of the original that this version does not have: values are accepted unless they would publish one. */ -}}
{{- define "tachydromos.validate.absent" -}}
{{- $findings := list -}}
{{- range $component := list "rspamd" "sogo" -}}
{{- range $key := list "ingress" "httproute" -}}
{{- if dig $key "enabled" false (index $.Values $component | default dict) -}}
{{- $findings = append $findings (printf "%s.%s.enabled: this version has no %s yet, set it to false" $component $key $component) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toYaml $findings -}}
{{- end -}}
