using System.Globalization;
using Portal.Web.Seeding;

namespace Portal.Benchmarks.SaveAnswer;

/// <summary>A writer before the page of their answer, who changes the text and saves it again and again.</summary>
public sealed class AnswerForm
{
    private readonly Browser _browser;
    private readonly Writer _writer;
    private readonly IDictionary<string, string> _fields;
    private readonly List<string> _texts;
    private readonly string _basedOn;
    private int _saves;

    private AnswerForm(Browser browser, Writer writer, IDictionary<string, string> fields)
    {
        _browser = browser;
        _writer = writer;
        _fields = fields;
        _basedOn = VersionField(fields);
        _texts = [.. fields.Keys.Where(k => k.EndsWith(".Know", StringComparison.Ordinal) || k.EndsWith(".HowKnown", StringComparison.Ordinal)
            || k.EndsWith(".Difference", StringComparison.Ordinal) || k.EndsWith(".Next", StringComparison.Ordinal))];
    }

    /// <summary>Signs the writer in and opens the page.</summary>
    public static async Task<AnswerForm> OpenAsync(HttpClient http, Writer writer, CancellationToken ct)
    {
        var browser = new Browser(http);
        var signIn = Browser.Form(await browser.GetAsync("/account/sign-in", ct), "[name='Input.Password']");
        signIn["Input.Email"] = writer.Email;
        signIn["Input.Password"] = DemoAccount.Password;
        await browser.PostAsync("/account/sign-in", signIn, ct);
        return new AnswerForm(browser, writer, Browser.Form(await browser.GetAsync(writer.AnswerPage, ct), "textarea"));
    }

    /// <summary>Looks at the page.</summary>
    public Task LookAsync(CancellationToken ct) => _browser.GetAsync(_writer.AnswerPage, ct);

    /// <summary>Saves another text on top of what this writer saved before.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        var text = Writer.Text(_saves + 1);
        foreach (var (field, words) in _texts.Zip([text.Know, text.HowKnown, text.Difference, text.Next]))
        {
            _fields[field] = words ?? "";
        }

        await _browser.PostAsync(_writer.AnswerPage, _fields, ct);
        _saves++;
        _fields[_basedOn] = (int.Parse(_fields[_basedOn], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>True when the page shows the version that all those saves must have made: none was lost and none made twice.</summary>
    public async Task<bool> AllKeptAsync(CancellationToken ct)
    {
        var shown = Browser.Form(await _browser.GetAsync(_writer.AnswerPage, ct), "textarea");
        return shown[VersionField(shown)] == _fields[_basedOn];
    }

    private static string VersionField(IDictionary<string, string> fields) =>
        fields.Keys.First(k => k.EndsWith("basedOn", StringComparison.OrdinalIgnoreCase));
}
