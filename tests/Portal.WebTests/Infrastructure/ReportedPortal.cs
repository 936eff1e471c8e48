namespace Portal.WebTests.Infrastructure;

/// <summary>A portal to which a mail server brings delivery reports.</summary>
public sealed class ReportedPortal(DatabaseTemplate template) : PortalFixture(template)
{
    public const string Secret = "a-secret-of-the-mail-server";

    protected override Task<PortalSettings> WithAsync(PortalSettings settings) => Task.FromResult(settings with { BounceSecret = Secret });
}
