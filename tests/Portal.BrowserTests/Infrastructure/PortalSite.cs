using System.Diagnostics.CodeAnalysis;
using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;

[assembly: AssemblyFixture(typeof(PortalSite))]

namespace Portal.BrowserTests.Infrastructure;

/// <summary>One portal and one browser for all journeys; each person gets a browser context of their own.</summary>
public sealed class PortalSite : IAsyncLifetime
{
    private readonly PortalHost _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public PortalSite() : this(new PortalHost())
    {
    }

    private PortalSite(PortalHost host) => _host = host;

    /// <summary>A portal of its own, configured differently from that of most journeys. Its disposal is the caller's.</summary>
    public static async Task<PortalSite> StartAsync(IReadOnlyDictionary<string, string> further)
    {
        var site = new PortalSite(new PortalHost(further));
        await site.InitializeAsync();
        return site;
    }

    /// <summary>Where the portal is; no slash at the end.</summary>
    public string Address => _host.Address;

    public IServiceProvider Services => _host.Services;

    internal IReadOnlyCollection<string> LoggedErrors => _host.Errors.Entries;

    private IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not been started.");

    public async ValueTask InitializeAsync()
    {
        // A loaded machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        _host.StartServer();
    }

    /// <summary>A browser in which nobody has signed in yet.</summary>
    /// <param name="with">What is different about the browser, say its width.</param>
    /// <param name="script">False where the browser runs no script.</param>
    public async Task<Journey> VisitAsync(Action<BrowserNewContextOptions>? with = null, bool script = true)
    {
        var options = new BrowserNewContextOptions { BaseURL = Address, AcceptDownloads = true, Locale = "en-GB", TimezoneId = "Europe/London" };
        with?.Invoke(options);
        var context = await Browser.NewContextAsync(options);
        return await Journey.BeginAsync(this, context, script);
    }

    /// <summary>A browser in which one of the demonstration people has signed in through the page.</summary>
    public async Task<Journey> VisitAsAsync(string name, Action<BrowserNewContextOptions>? with = null, bool script = true)
    {
        var journey = await VisitAsync(with, script);
        await journey.SignInAsync(name);
        return journey;
    }

    [SuppressMessage("Usage", "CA1816", Justification = "There is no finaliser to suppress.")]
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await _host.DisposeAsync();
    }
}
