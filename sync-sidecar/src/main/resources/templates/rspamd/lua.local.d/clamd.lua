-- SPDX-License-Identifier: Apache-2.0
-- Written by tachydromos; edits are lost. Has clamd look at each mail. Rspamd's own antivirus module lets a mail pass when
-- clamd's answer is an ERROR, and all mail when clamd's name could not be resolved as Rspamd started.
local logger = require "rspamd_logger"
local tcp = require "rspamd_tcp"
local upstream_list = require "rspamd_upstream_list"
local util = require "rspamd_util"

local CLAMD = "<% host %>:3310"
local PATIENCE = <% patience %>

-- So that clamd takes it for a mail, and looks into what is attached, whatever the mail's own first lines are.
local FIRST = "Received: by tachydromos\r\n"

local servers

local function address()
  servers = servers or upstream_list.create(rspamd_config, CLAMD, 3310)
  return servers and servers:get_upstream_round_robin():get_addr()
end

local function refuse(task, symbol, action, message, reason)
  logger.warnx(task, "clamd: %s: %s", message, reason)
  task:insert_result(symbol, 1.0, reason)
  task:set_pre_result{action = action, message = message, module = "clamd"}
end

local function wait(task, reason)
  refuse(task, "CLAM_VIRUS_FAIL", "soft reject", "cannot be scanned for viruses now, try again later", reason)
end

local function judge(task, answer)
  local found = answer:match("^stream: (.+) FOUND$")
  if answer == "stream: OK" then
    return
  elseif not found or found:find("MaxScanTime", 1, true) then
    wait(task, answer)
  elseif found:find("^Heuristics%.Limits%.Exceeded") then
    refuse(task, "CLAM_VIRUS_LIMIT", "reject", "cannot be scanned for viruses to its end: " .. found, found)
  else
    refuse(task, "CLAM_VIRUS", "reject", "virus found: " .. found, found)
  end
end

local function scan(task)
  local server, content = address(), task:get_content()
  if not server then
    return wait(task, "its name is not known")
  end
  tcp.request{
    task = task,
    host = server:to_string(),
    port = server:get_port(),
    timeout = PATIENCE,
    data = {"zINSTREAM\0" .. util.pack(">I4", #FIRST + #content) .. FIRST, content, util.pack(">I4", 0)},
    stop_pattern = "\0",
    callback = function(err, data)
      task:cache_set("clamd", true)
      if err then
        wait(task, tostring(err))
      else
        judge(task, tostring(data))
      end
    end
  }
end

local rule = rspamd_config:register_symbol{
  name = "CLAM_VIRUS",
  type = "normal",
  group = "antivirus",
  score = 0.0,
  augmentations = {"timeout=" .. PATIENCE},
  callback = scan
}
for _, name in ipairs{"CLAM_VIRUS_FAIL", "CLAM_VIRUS_LIMIT"} do
  rspamd_config:register_symbol{name = name, type = "virtual", parent = rule, group = "antivirus", score = 0.0}
end

-- For the case that the scan never ended.
rspamd_config:register_symbol{
  name = "TACHYDROMOS_UNSCANNED",
  type = "postfilter",
  callback = function(task)
    if not task:cache_get("clamd") and not task:has_pre_result() then
      wait(task, "no answer")
    end
  end
}
