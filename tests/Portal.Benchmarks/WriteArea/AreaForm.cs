using Portal.Benchmarks.SaveAnswer;
using Portal.Web.Seeding;

namespace Portal.Benchmarks.WriteArea;

/// <summary>A page with 15 answers in the hands of one user, who looks at it and saves it with one or more of them changed.</summary>
public sealed class AreaForm
{
    private static int _drafts;

    private readonly Browser _browser;
    private readonly string _page;
    private readonly IDictionary<string, string> _fields;
    private readonly IReadOnlyList<(string Text, string Version)> _answers;
    private readonly int _changed;
    private int _saves;

    private AreaForm(Browser browser, string page, int changed, IDictionary<string, string> fields, string version)
    {
        (_browser, _page, _changed, _fields) = (browser, page, changed, fields);
        _answers =
        [
            .. fields.Keys.Where(k => k.EndsWith(".Know", StringComparison.Ordinal)).Select(k => (k, k.Replace(".Know", version, StringComparison.Ordinal))),
        ];
        if (_answers.Count != 15)
        {
            throw new InvalidOperationException($"{page} has {_answers.Count} answers, not 15.");
        }
    }

    /// <summary>Signs the director in and opens the portal's page.</summary>
    public static async Task<AreaForm> OpenAsync(HttpClient http, AreaWriter writer, int changed, CancellationToken ct)
    {
        var browser = new Browser(http);
        var signIn = Browser.Form(await browser.GetAsync("/account/sign-in", ct), "[name='Input.Password']");
        signIn["Input.Email"] = writer.Email;
        signIn["Input.Password"] = DemoAccount.Password;
        await browser.PostAsync("/account/sign-in", signIn, ct);
        return await OpenAsync(browser, writer.Page, changed, ".BasedOn", ct);
    }

    /// <summary>Opens the floor's page.</summary>
    public static Task<AreaForm> OpenFloorAsync(HttpClient http, int user, int changed, CancellationToken ct) =>
        OpenAsync(new Browser(http), $"/judgement/{user}", changed, ".Version", ct);

    public Task LookAsync(CancellationToken ct) => _browser.GetAsync(_page, ct);

    /// <summary>Changes the next of the answers, as many as asked for, and sends all 15.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        var changing = Enumerable.Range(0, _changed).Select(i => _answers[(_saves + i) % _answers.Count]).ToList();
        foreach (var (text, _) in changing)
        {
            _fields[text] = $"Draft {Interlocked.Increment(ref _drafts)} of this run: thresholds are understood by partners; two services still refer late.";
        }

        await _browser.PostAsync(_page, _fields, ct);
        _saves++;
        changing.ForEach(c => _fields[c.Version] = $"{Number(_fields[c.Version]) + 1}");
    }

    /// <summary>True when the page shows just the versions that the saves must have made: none was lost and none made twice.</summary>
    public async Task<bool> AllKeptAsync(CancellationToken ct)
    {
        var shown = Browser.Form(await _browser.GetAsync(_page, ct), "textarea");
        return _answers.All(a => shown[a.Version] == _fields[a.Version]);
    }

    private static async Task<AreaForm> OpenAsync(Browser browser, string page, int changed, string version, CancellationToken ct) =>
        new(browser, page, changed, Browser.Form(await browser.GetAsync(page, ct), "textarea"), version);

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
