{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- define "tachydromos.suite.postfix" -}}
{{- $postfix := .Values.postfix -}}
{{- $proxy := $postfix.enableProxyProtocol -}}
{{- dict
      "replicas" $postfix.replicas
      "persistence" $postfix.persistence.enabled
      "messageSizeLimitMb" $postfix.messageSizeLimitMb
      "recipientDelimiter" $postfix.recipientDelimiter
      "relayhost" (default "" $postfix.relayhost)
      "relayhostSecret" (default "" $postfix.relayhostSecret)
      "enableProxyProtocol" (dict "smtp" $proxy.smtp "smtps" $proxy.smtps "submission" $proxy.submission)
      "trustedProxies" (default list $postfix.trustedProxies)
      "relayNetworks" (default list $postfix.relayNetworks)
      "heloWhitelist" (default "" $postfix.heloWhitelist)
      "postscreenAccessList" (default "" $postfix.postscreenAccessList)
      "ptrWhitelist" (default "" $postfix.ptrWhitelist)
      "srs" (dict "enabled" $postfix.srs.enabled "secret" (default (include "tachydromos.objectName" (list . "srs")) $postfix.srs.secret))
      "reinjectHost" (include "tachydromos.serviceHost" (list . "postfix-internal"))
    | toYaml -}}
{{- end -}}

{{- define "tachydromos.suite.dovecot" -}}
{{- $dovecot := .Values.dovecot -}}
{{- $proxy := $dovecot.enableProxyProtocol -}}
{{- $password := dict "secret" (include "tachydromos.objectName" (list . "dovecot")) "key" "superuserPassword" "entry" "" -}}
{{- with $dovecot.existingSecret -}}
{{- $password = dict "secret" . "key" "secrets" "entry" "superuserPassword" -}}
{{- end -}}
{{- $trusted := default list $dovecot.loginTrustedNetworks -}}
{{- if kindIs "string" $trusted -}}
{{- $trusted = regexFindAll "\\S+" $trusted -1 -}}
{{- end -}}
{{- dict
      "replicas" $dovecot.replicas
      "persistence" $dovecot.persistence.enabled
      "postmasterEmail" $dovecot.postmasterEmail
      "superuserUsername" $dovecot.superuserUsername
      "superuserPassword" $password
      "loginTrustedNetworks" (default list $trusted)
      "enableProxyProtocol" (dict "imap" $proxy.imap "imaps" $proxy.imaps)
      "trustedProxies" (default list $dovecot.trustedProxies)
      "internalHost" (include "tachydromos.serviceHost" (list . "dovecot-internal"))
    | toYaml -}}
{{- end -}}

{{- define "tachydromos.suite.rspamd" -}}
{{- $rspamd := .Values.rspamd -}}
{{- $dkim := include "tachydromos.objectName" (list . "dkim") -}}
{{- $password := dict "secret" (include "tachydromos.objectName" (list . "rspamd")) "key" "rspamdPassword" "entry" "" -}}
{{- with $rspamd.existingSecret -}}
{{- $password = dict "secret" . "key" "secrets" "entry" "rspamdPassword" -}}
{{- end -}}
{{- dict
      "enabled" $rspamd.enabled
      "host" (include "tachydromos.serviceHost" (list . "rspamd"))
      "onFailure" $rspamd.onFailure
      "dkimSelector" (toString $rspamd.dkimSelector)
      "rotateDkim" $rspamd.rotateDkim
      "dkimWatchedDomains" (default list $rspamd.dkimWatchedDomains)
      "dkimOverlapDays" (int $rspamd.dkimOverlapDays)
      "dkimSecret" (default $dkim $rspamd.dkimSecret)
      "dkimRecords" $dkim
      "password" $password
      "scores" (pick $rspamd.scores "reject" "addHeader" "greylist")
      "greylisting" $rspamd.greylisting
      "bayes" (pick $rspamd.bayes "perUser" "minLearns")
      "overrides" $rspamd.overrides
    | toYaml -}}
{{- end -}}
