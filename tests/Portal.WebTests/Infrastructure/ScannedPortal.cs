namespace Portal.WebTests.Infrastructure;

/// <summary>A portal whose files are scanned by a real daemon, which a test may take away and bring back.</summary>
public sealed class ScannedPortal(DatabaseTemplate template) : PortalFixture(template)
{
    private int _port;

    /// <summary>Null while the scanner is away.</summary>
    public ClamdServer? Clamd { get; private set; }

    /// <summary>Whatever a test did to the scanner before, now it is there.</summary>
    public async Task ScannerComesAsync() => Clamd ??= await ClamdServer.StartAsync(_port);

    public async Task ScannerGoesAsync()
    {
        if (Clamd is { } there)
        {
            Clamd = null;
            await there.DisposeAsync();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await ScannerGoesAsync();
    }

    protected override async Task<PortalSettings> WithAsync(PortalSettings settings)
    {
        _port = ClamdServer.FreePort();
        await ScannerComesAsync();
        return settings with { ScannerPort = _port };
    }
}
