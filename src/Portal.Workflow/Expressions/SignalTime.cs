using Jint.Runtime;

namespace Portal.Workflow.Expressions;

/// <summary>The clock scripts see: it stands at the moment of the signal.</summary>
internal sealed class SignalTime(DateTime now) : DefaultTimeSystem(TimeZoneInfo.Utc, System.Globalization.CultureInfo.InvariantCulture)
{
    public override DateTimeOffset GetUtcNow() => new(DateTime.SpecifyKind(now, DateTimeKind.Utc));
}
