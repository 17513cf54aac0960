-- SPDX-License-Identifier: Apache-2.0
-- Written by tachydromos; edits are lost. Whose mail is signed, and that what has to be signed never leaves without.
local logger = require "rspamd_logger"

local HOST = "<% hostname %>"
local KEYS = rspamd_paths.LOCAL_CONFDIR .. "/private/"
local DELIMITER = "<% recipientDelimiter %>"
local COMPLETE = <% replicaComplete %>

-- Rspamd watches the file: a domain of the directory is signed for within a second.
local domains = rspamd_config:add_map{
  type = "set",
  url = "<% domains %>",
  description = "managed domains"
}

-- Bounces come from the host's own name.
local function managed(domain)
  return domain == HOST or domains:get_key(domain)
end

local function domain(addresses)
  return ((addresses or {})[1] or {}).domain and addresses[1].domain:lower() or ""
end

-- Handed in by a user, by Dovecot for one (which Postfix names a user, too), or made by Postfix.
local function ours(task)
  local ip = task:get_from_ip()
  return task:get_user() or (ip and ip:is_local())
end

-- A file has the name of its selector: a worker that ends with its last mail after a rotation finds the key that it means.
local function key(of, selector, ending)
  return {domain = of, selector = selector, key = KEYS .. selector .. ending}
end

-- The author's domain signs (RFC 7489 3.1.1). The envelope is what Postfix has compared with the login: who may send
-- as a@one.example gets no signature of two.example for what he writes into the header.
local function own(task)
  local from, envelope = domain(task:get_from("mime")), domain(task:get_from("smtp"))
  if not ours(task) or (envelope ~= "" and envelope ~= from) then
    return nil
  end
  if not COMPLETE then
    error("the directory was not read yet")
  end
  if not managed(from) then
    return nil
  end
  return {
    key(from, "<% selector %>", ".pem"),
    key(from, "<% ed25519Selector %>", ".key")
  }
end

-- What came in is sealed for the case that it is forwarded (RFC 8617). Rspamd 3.12 seals with RSA only.
local function seal(task)
  local recipient = domain(task:get_recipients("smtp"))
  if ours(task) or not managed(recipient) then
    return nil
  end
  return key(recipient, "<% selector %>", ".pem")
end

-- Whose mail this is, when each user teaches for himself: Dovecot names him who moved it (Deliver-To), Postfix its
-- recipients, of whom the first counts.
local function reader(task)
  local user, name = (task:get_principal_recipient() or ""):lower():match("^(.+)@(.+)$")
  if not user then
    return nil
  end
  local at = #DELIMITER == 1 and user:find(DELIMITER, 2, true)
  return (at and user:sub(1, at - 1) or user) .. "@" .. name
end

rspamd_plugins.tachydromos = {own = own, seal = seal, reader = reader}

-- Rspamd logs a signature that it could not make, and lets the mail go.
rspamd_config:register_symbol{
  name = "TACHYDROMOS_UNSIGNED",
  type = "postfilter",
  callback = function(task)
    local known, keys = pcall(own, task)
    local signed = task:get_symbol("DKIM_SIGNED")
    if not known or (keys and #((signed or {{}})[1].options or {}) < #keys) then
      logger.errx(task, "not signed: %s", known and "a key cannot be used" or keys)
      task:set_pre_result{action = "soft reject", message = "cannot be signed now, try again later", module = "tachydromos"}
    end
  end
}
