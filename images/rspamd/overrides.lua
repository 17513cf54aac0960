-- SPDX-License-Identifier: Apache-2.0
-- What rspamadm configtest does not see in the user's files, which are in the folder $OVERRIDES: an option that Rspamd has not, a value of
-- another type than Debian's, a port that is none, another file drawn in. A line each, as file:line: reason.
local ucl = require "ucl"
local util = require "rspamd_util"

local ETC, SHARE = "/etc/rspamd/", "/usr/share/rspamd/"
local PROGRAMS = {"/usr/lib/rspamd/librspamd-server.so", "/usr/bin/rspamd"}

-- Its options are names of the user's own.
local OWN_NAMES = {["regexp.conf"] = true}

local function read(path)
  local file = io.open(path, "rb")
  local text = file and file:read("*a") or ""
  if file then
    file:close()
  end
  return text
end

local function all(pattern)
  local texts = {}
  for _, path in ipairs(util.glob(pattern) or {}) do
    texts[#texts + 1] = read(path)
  end
  return table.concat(texts, "\n")
end

local function object(text)
  local parser = ucl.parser()
  return parser:parse_string(text) and parser:get_object() or {}
end

local function has(text, word)
  return text:find("%f[%w_]" .. word .. "%f[^%w_]") ~= nil
end

local rest
local function known(option, documented, plugin)
  option = option:gsub("^default_", "") -- which some modules put before the options of each of their rules
  if has(documented, option) or has(plugin, option) then
    return true
  end
  rest = rest or all(SHARE .. "lualib/*.lua") .. all(SHARE .. "lualib/*/*.lua") .. read(PROGRAMS[1]) .. read(PROGRAMS[2])
  return has(rest, option)
end

-- As Debian sets it, or as the module's table of defaults does.
local function default(option, debian, plugin)
  if debian[option] ~= nil then
    return debian[option]
  end
  local text = plugin:match("%f[%w_]" .. option .. "%s*=%s*([%w.]+),")
  if text == "true" or text == "false" then
    return text == "true"
  end
  return tonumber(text)
end

-- 5, "0.5", 5min, 20mb
local function numeric(value)
  return type(value) == "number" or type(value) == "string" and value:match("^%-?[%d.]+%s?%a?%a?%a?$") ~= nil
end

-- What the usual number or flag may be replaced by. A null takes it away.
local function kind(value, usual)
  if type(value) == "userdata" or type(value) == "function" then
    return nil
  elseif numeric(usual) and not numeric(value) then
    return "a number or a time"
  elseif type(usual) == "boolean" and type(value) ~= "boolean" then
    return "true or false"
  end
  return nil
end

local function lines(text)
  local all = {}
  for line in (text .. "\n"):gmatch("(.-)\n") do
    all[#all + 1] = line:gsub("#.*", "")
  end
  return all
end

local function look(folder, name)
  local text, module = read(folder .. "/" .. name), name:gsub("%.[a-z]+$", "")
  local plugin = read(SHARE .. "plugins/" .. module .. ".lua")
  local debian = read(ETC .. "modules.d/" .. name) .. read(ETC .. name) .. read(ETC .. "scores.d/" .. name)
  local theirs = object(debian:gsub("%.include[^\n]*", ""))
  theirs = type(theirs[module]) == "table" and theirs[module] or theirs

  local found = {}
  local function tell(number, reason)
    found[#found + 1] = string.format("override.d/%s:%d: %s", name, number, reason)
  end

  local places = {}
  for number, line in ipairs(lines(text)) do
    if line:match("^%s*%.%a") then
      tell(number, "draws in another file; write here what that holds")
    end
    for port in line:gmatch(":(%d+)[\"'%];%s]") do
      if tonumber(port) > 65535 then
        tell(number, port .. " is no port")
      end
    end
    for word in line:gmatch("%f[%w_]([%a][%w_]*)[\"']?%s*[=:%s]") do
      places[word] = places[word] or number
    end
  end

  for key, value in pairs(object(text)) do
    local place = places[key] or 1
    if type(value) ~= "table" and not OWN_NAMES[name] then
      if key:match("^[a-z][a-z0-9_]*$") and not known(key, debian, plugin) then
        tell(place, string.format("Rspamd has no option \"%s\" here", key))
      else
        local wanted = kind(value, key == "enabled" or default(key, theirs, plugin))
        if wanted then
          tell(place, string.format("%s is \"%s\" instead of %s", key, tostring(value), wanted))
        end
      end
    end
  end
  table.sort(found)
  for _, line in ipairs(found) do
    print(line)
  end
end

local folder = os.getenv("OVERRIDES")
for _, path in ipairs(util.glob(folder .. "/*") or {}) do
  look(folder, path:match("[^/]+$"))
end
