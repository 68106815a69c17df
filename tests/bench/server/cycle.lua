-- wrk -s cycle.lua URL -- TARGET...: asks for the targets in turn.
local requests, at = {}, 0

function init(targets)
    for i, target in ipairs(targets) do requests[i] = wrk.format("GET", target) end
end

function request()
    at = at % #requests + 1
    return requests[at]
end
