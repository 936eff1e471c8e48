using Hangfire.AspNetCore;
using Hangfire.Logging;

namespace Portal.Web.Jobs;

/// <summary>
/// Hangfire's log, written to the portal's. Hangfire keeps it in a static field, where it outlives the portal that set it: another portal in
/// the same process, as in tests, must not stumble over the logs of one that has gone.
/// </summary>
internal sealed class HangfireLog(ILoggerFactory loggers) : ILogProvider
{
    private readonly AspNetCoreLogProvider provider = new(loggers);

    public ILog GetLogger(string name)
    {
        try
        {
            return provider.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return new Silence();
        }
    }

    private sealed class Silence : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null) => false;
    }
}
