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
    /// <summary>Folder for pictures of every page that the journeys come to; none without it.</summary>
    private static readonly string? Album = Environment.GetEnvironmentVariable("JOURNEY_PICTURES");

    private static int _pictures;

    private readonly PortalSite _site;
    private ScriptSwitch _script;
    private readonly List<string> _noise = [];
    private IResponse? _shown;

    private Journey(PortalSite site, IPage page, ScriptSwitch script)
    {
        _site = site;
        _script = script;
        Page = page;
    }

    public IPage Page { get; private set; }

    /// <summary>The part of the page that is not the frame around it.</summary>
    public ILocator Main => Page.GetByRole(AriaRole.Main);

    /// <summary>Statuses that requests of a page's script may be answered with here, because the journey is about what the page makes of them.</summary>
    public IReadOnlyList<int> ScriptMayGet { get; set; } = [];

    /// <summary>Class of what had the focus when the page had come. The checks may take the focus away.</summary>
    public string FocusBefore { get; private set; } = "";

    /// <summary>Address of the page shown, from the root.</summary>
    public string Path => new Uri(Page.Url).PathAndQuery;

    internal static async Task<Journey> BeginAsync(PortalSite site, IBrowserContext context, bool script)
    {
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        var journey = new Journey(site, page, await ScriptSwitch.OfAsync(page, script));
        journey.Listen();
        return journey;
    }

    /// <summary>The page is gone at once, without a farewell; the browser and what it keeps are still there, with an empty page.</summary>
    public async Task KillAsync()
    {
        var (context, killed) = (Page.Context, Page);
        Page = await context.NewPageAsync();
        _script = await ScriptSwitch.OfAsync(Page, _script.IsOn);
        var session = await context.NewCDPSessionAsync(killed);
        var crashed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        killed.Crash += (_, _) => crashed.TrySetResult();
        _ = session.SendAsync("Page.crash"); // is never answered
        await crashed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await killed.CloseAsync();
        Listen();
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

    /// <summary>Goes to the first page by the name of the portal.</summary>
    public Task GoHomeAsync() => ArriveAsync(() => Link(Page.GetByRole(AriaRole.Banner), "Self-Assessment Portal").ClickAsync(), 200);

    /// <summary>Goes back by a link of the trail above the page.</summary>
    public Task GoBackAsync(string link) =>
        ArriveAsync(() => Page.Locator(".govuk-breadcrumbs a, a.govuk-back-link").Filter(new() { HasText = link }).First.ClickAsync(), 200);

    /// <summary>Goes to a section by the menu.</summary>
    public Task GoToAsync(string section) => ArriveAsync(
        () => Page.GetByRole(AriaRole.Navigation, new() { Name = "Menu" }).GetByRole(AriaRole.Link, new() { NameRegex = new Regex($@"^{Regex.Escape(section)}(?:\W.* (?:waiting|unread))?$", RegexOptions.None, TimeSpan.FromSeconds(1)) }).First.ClickAsync(), 200);

    /// <summary>Presses a button which sends a form.</summary>
    public Task PressAsync(string button, int status = 200) => ArriveAsync(
        () => Main.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync(), status);

    /// <summary>Types into the field with this label.</summary>
    public Task FillAsync(string label, string text) => Main.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    /// <summary>Types a day into the three fields of a date.</summary>
    public Task FillDateAsync(string legend, DateOnly date) => FillDateAsync(Group(legend), date);

    /// <summary>Types a day into the three fields of the one date of a group of fields.</summary>
    public static async Task FillDateAsync(ILocator group, DateOnly date)
    {
        await group.GetByLabel("Day").FillAsync(date.Day.ToString(CultureInfo.InvariantCulture));
        await group.GetByLabel("Month").FillAsync(date.Month.ToString(CultureInfo.InvariantCulture));
        await group.GetByLabel("Year").FillAsync(date.Year.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Fields that belong together, by what stands above them.</summary>
    public ILocator Group(string legend) => Main.GetByRole(AriaRole.Group, new() { Name = legend });

    /// <summary>Chooses a radio or checkbox by its label.</summary>
    public Task ChooseAsync(string label) => Main.GetByLabel(label, new() { Exact = true }).First.CheckAsync();

    /// <summary>Takes a file by the link or the button that says so.</summary>
    /// <returns>Where it lies; it goes with the browser.</returns>
    public async Task<string> DownloadAsync(ILocator link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        return await download.PathAsync();
    }

    /// <summary>The page's one heading says this.</summary>
    public Task SeesHeadingAsync(string text) => Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(text);

    /// <summary>The page says this somewhere.</summary>
    public Task SeesAsync(string text) => Expect(Main.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>Does what leads to another document, waits for it and checks it.</summary>
    public async Task ArriveAsync(Func<Task> go, int status)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrived(object? sender, IPage page) => arrived.TrySetResult();
        Page.Load += Arrived;
        try
        {
            await go();
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        finally
        {
            Page.Load -= Arrived;
        }

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

        faults.AddRange(await _script.WhileOnAsync(async () =>
        {
            FocusBefore = await Page.EvaluateAsync<string>("document.activeElement?.className ?? ''");
            return await PageFaults.FindAsync(Page);
        }));
        await PictureAsync(Page, PictureName());
        if (faults.Count > 0)
        {
            var picture = System.IO.Path.Combine(AppContext.BaseDirectory, "TestResults", $"{PictureName()}.png");
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = picture, FullPage = true });
            Assert.Fail($"{Page.Url} ({await Page.TitleAsync()}):\n{string.Join('\n', faults)}\nPicture: {picture}");
        }
    }

    /// <summary>Where an album is kept: pictures of the page on a desk and on a telephone, to be looked at by people.</summary>
    internal static async Task PictureAsync(IPage page, string name)
    {
        if (Album is null)
        {
            return;
        }

        var before = page.ViewportSize!;
        foreach (var width in new[] { 1280, 360 })
        {
            await page.SetViewportSizeAsync(width, 720);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = System.IO.Path.Combine(Album, $"{name}-{width}.png"), FullPage = true });
        }

        await page.SetViewportSizeAsync(before.Width, before.Height);
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private static ILocator Link(ILocator within, string name) => within.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First;

    private string PictureName()
    {
        var page = FileName().Replace(Guids().Replace(Path.Split('?')[0], ""), "-").Trim('-');
        return string.Create(CultureInfo.InvariantCulture, $"{page}-{Interlocked.Increment(ref _pictures):000}");
    }

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
            else if (response.Status >= 400 && !ScriptMayGet.Contains(response.Status))
            {
                _noise.Add(string.Create(CultureInfo.InvariantCulture, $"{response.Status} for {response.Url}"));
            }
        };
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4,12}){4}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Guids();

    [GeneratedRegex("[^a-z]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FileName();
}
