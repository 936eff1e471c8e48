using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Web.Seeding;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>
/// One person in front of one browser, who goes by links, buttons and labels. Every page they come to is checked: the status
/// expected, no fault of accessibility, nothing in the console, no request to another host.
/// </summary>
public sealed partial class Journey : IAsyncDisposable
{
    private static int _pictures;

    private readonly PortalSite _site;
    private readonly ScriptSwitch _script;
    private readonly List<string> _noise = [];
    private IResponse? _shown;

    private Journey(PortalSite site, IPage page, ScriptSwitch script)
    {
        _site = site;
        _script = script;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>The part of the page that is not the frame around it.</summary>
    public ILocator Main => Page.GetByRole(AriaRole.Main);

    /// <summary>Address of the page shown, from the root.</summary>
    public string Path => new Uri(Page.Url).PathAndQuery;

    internal static async Task<Journey> BeginAsync(PortalSite site, IBrowserContext context, bool script)
    {
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        var journey = new Journey(site, page, await ScriptSwitch.OfAsync(page, script));
        journey.Listen();
        return journey;
    }

    /// <summary>Signs one of the demonstration people in through the page.</summary>
    public async Task SignInAsync(string name)
    {
        await OpenAsync("/account/sign-in");
        await FillInSignInAsync(name);
        await PressAsync("Sign in");
        await Expect(Page.GetByRole(AriaRole.Banner).GetByText(name)).ToBeVisibleAsync();
    }

    /// <summary>Types address and password and sends nothing yet.</summary>
    public async Task FillInSignInAsync(string name)
    {
        await FillAsync("Email address", Cast.EmailOf(name));
        await FillAsync("Password", DemoAccount.Password);
    }

    /// <summary>Types an address.</summary>
    public Task OpenAsync(string path, int status = 200) => ArriveAsync(() => Page.GotoAsync(path), status);

    /// <summary>Follows a link of the page itself by what it says.</summary>
    public Task FollowAsync(string link, int status = 200) => ArriveAsync(() => Link(Main, link).ClickAsync(), status);

    /// <summary>Goes to a section by the menu.</summary>
    public Task GoToAsync(string section) => ArriveAsync(() => Link(Page.GetByRole(AriaRole.Navigation, new() { Name = "Menu" }), section).ClickAsync(), 200);

    /// <summary>Presses a button which sends a form.</summary>
    public Task PressAsync(string button, int status = 200) => ArriveAsync(
        () => Main.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync(), status);

    /// <summary>Types into the field with this label.</summary>
    public Task FillAsync(string label, string text) => Main.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    /// <summary>Chooses a radio or checkbox by its label.</summary>
    public Task ChooseAsync(string label) => Main.GetByLabel(label, new() { Exact = true }).First.CheckAsync();

    /// <summary>The page's one heading says this.</summary>
    public Task SeesHeadingAsync(string text) => Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(text);

    /// <summary>The page says this somewhere.</summary>
    public Task SeesAsync(string text) => Expect(Main.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>Does what leads to another document, waits for it and checks it.</summary>
    public async Task ArriveAsync(Func<Task> go, int status)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrived(object? sender, IPage page) => arrived.TrySetResult();
        Page.DOMContentLoaded += Arrived;
        try
        {
            await go();
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            Page.DOMContentLoaded -= Arrived;
        }

        await Page.WaitForLoadStateAsync();
        await CheckAsync(status);
    }

    /// <summary>Checks the page shown as every page is checked.</summary>
    public async Task CheckAsync(int status = 200)
    {
        var faults = new List<string>(_noise);
        _noise.Clear();
        if (_shown is not null && _shown.Status != status)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"answered {_shown.Status} instead of {status}. The portal's log: {_site.LoggedErrors.LastOrDefault()}"));
        }

        faults.AddRange(await _script.WhileOnAsync(() => PageFaults.FindAsync(Page)));
        if (faults.Count > 0)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{FileName().Replace(Path, "-").Trim('-')}-{Interlocked.Increment(ref _pictures)}.png");
            var picture = System.IO.Path.Combine(AppContext.BaseDirectory, "TestResults", name);
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = picture, FullPage = true });
            Assert.Fail($"{Page.Url} ({await Page.TitleAsync()}):\n{string.Join('\n', faults)}\nPicture: {picture}");
        }
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private static ILocator Link(ILocator within, string name) => within.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First;

    private void Listen()
    {
        Page.Console += (_, message) =>
        {
            // The status of the document itself is judged when it has arrived.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _noise.Add($"console {message.Type}: {message.Text}");
            }
        };
        Page.PageError += (_, error) => _noise.Add($"script error: {error}");
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_site.Address, StringComparison.Ordinal) && request.Url.StartsWith("http", StringComparison.Ordinal))
            {
                _noise.Add($"request to another host: {request.Url}");
            }
        };
        Page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest && response.Status is < 300 or >= 400)
            {
                _shown = response;
            }
            else if (response.Status >= 400)
            {
                _noise.Add(string.Create(CultureInfo.InvariantCulture, $"{response.Status} for {response.Url}"));
            }
        };
    }

    [GeneratedRegex("[^a-z]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FileName();
}
