namespace Portal.WebTests.Infrastructure;

/// <summary>A portal with Chromium and LibreOffice, which make pages of evidence.</summary>
public sealed class PrintingPortal(DatabaseTemplate template) : PortalFixture(template)
{
    protected override Task<PortalSettings> WithAsync(PortalSettings settings) => Task.FromResult(settings with { Prints = true });
}
