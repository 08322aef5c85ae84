-- Asks in turns for the addresses in BENCH_POSTS, where there are any, and ends with one line of JSON:
-- what the bench wants to know.
local posts, turn = {}, 0
for path in (os.getenv("BENCH_POSTS") or ""):gmatch("%S+") do posts[#posts + 1] = path end
if #posts > 0 then
  request = function()
    turn = turn + 1
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
    return wrk.format("POST", posts[turn % #posts + 1], nil, os.getenv("BENCH_BODY"))
  end
end

done = function(summary, latency, requests)
  local errors = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %f, "p50": %f, "p95": %f, "errors": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, errors
  ))
end
