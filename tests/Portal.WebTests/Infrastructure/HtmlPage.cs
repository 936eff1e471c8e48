using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Portal.WebTests.Infrastructure;

/// <summary>A page as a person sees it: what it says, what is wrong with the form, what can be filled in and pressed.</summary>
public sealed partial class HtmlPage(Visitor visitor, HttpStatusCode status, Uri address, HttpResponseHeaders headers, string html, IHtmlDocument document)
{
    public HttpStatusCode Status => status;

    /// <summary>Where the visitor ended up, redirections followed.</summary>
    public string Path => address.AbsolutePath;

    public Uri Address => address;

    public HttpResponseHeaders Headers => headers;

    /// <summary>A header of the answer; null where it has none.</summary>
    public string? Header(string name) => headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    public string Html => html;

    public IHtmlDocument Document => document;

    /// <summary>The words of the main part, white space collapsed.</summary>
    public string Text => Words(document.QuerySelector("main") ?? document.DocumentElement);

    public string Heading => Words(document.QuerySelector("h1"));

    /// <summary>The forms of the main part that change something, as each of their buttons would send them.</summary>
    public IReadOnlyList<OfferedForm> Forms =>
    [
        .. from form in (document.QuerySelector("main") ?? document.DocumentElement).QuerySelectorAll("form").Cast<IHtmlFormElement>()
           where form.Method.Equals("post", StringComparison.OrdinalIgnoreCase)
           from button in form.QuerySelectorAll("button")
           let to = new Uri(address, button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? address.PathAndQuery)
           select new OfferedForm(to.PathAndQuery, [.. new FilledForm(form, button).Fields()], form.GetAttribute("enctype") == "multipart/form-data"),
    ];

    /// <summary>The text of an element, white space collapsed.</summary>
    public static string Words(INode? node) => WhiteSpace().Replace(node?.TextContent ?? "", " ").Trim();

    /// <summary>Fills in what is named by its label (or legend) and presses the button of the same form.</summary>
    /// <param name="button">The words on the button.</param>
    /// <param name="answers">
    /// Text; a <see cref="DateOnly"/> for a date in three fields; a label or several for radios and checkboxes; an <see cref="Upload"/> or several for files.
    /// </param>
    public Task<HtmlPage> Submit(string button, params IReadOnlyList<(string Label, object? Value)> answers)
    {
        var pressed = document.QuerySelectorAll("button, input[type=submit]").FirstOrDefault(b => Words(b) == button)
            ?? throw new InvalidOperationException($"{Path} has no button “{button}”; it has: {string.Join(", ", document.QuerySelectorAll("button").Select(Words))}.\n{Text}");
        var form = new FilledForm((IHtmlFormElement)pressed.Closest("form")!, pressed);
        foreach (var (label, value) in answers)
        {
            form.Answer(label, value);
        }

        var to = new Uri(address, pressed.GetAttribute("formaction") ?? pressed.Closest("form")!.GetAttribute("action") ?? address.PathAndQuery);
        return form.IsPost
            ? visitor.Send(HttpMethod.Post, to, form.Content())
            : visitor.Send(HttpMethod.Get, new Uri(to, "?" + form.Query()), null);
    }

    /// <summary>Follows the first link with these words.</summary>
    public Task<HtmlPage> Follow(string link)
    {
        var found = document.QuerySelectorAll("a[href]").FirstOrDefault(a => Words(a) == link)
            ?? throw new InvalidOperationException($"{Path} has no link “{link}”.\n{Text}");
        return visitor.Send(HttpMethod.Get, new Uri(address, found.GetAttribute("href")), null);
    }

    /// <summary>The error is in the summary at the top, leads to a control, and stands beside that control too.</summary>
    public HtmlPage ShouldShowError(string text)
    {
        var link = document.QuerySelectorAll(".govuk-error-summary a").FirstOrDefault(a => Words(a) == text)
            ?? throw new ShouldAssertException($"The error summary of {Path} ({(int)status}) has no link “{text}”.\n{Text}");
        var control = document.GetElementById(link.GetAttribute("href")!.TrimStart('#'));
        control.ShouldNotBeNull($"The summary of {Path} leads to {link.GetAttribute("href")}, which is not on the page.");
        control.LocalName.ShouldBeOneOf("input", "textarea", "select");
        document.QuerySelectorAll(".govuk-error-message").Select(Words).ShouldContain(
            words => words.EndsWith(text, StringComparison.Ordinal), $"The message “{text}” is in the summary of {Path} but not beside a field.\n{Text}");
        document.Title.ShouldNotBeNull().ShouldStartWith("Error: ");
        return this;
    }

    /// <summary>The page refuses as a whole; the words stand in the summary at the top.</summary>
    public HtmlPage ShouldRefuse(string text)
    {
        Words(document.QuerySelector(".govuk-error-summary")).ShouldContain(text, Case.Sensitive, $"{Path} ({(int)status})\n{Text}");
        return this;
    }

    public HtmlPage ShouldSay(string text)
    {
        Text.ShouldContain(text, Case.Sensitive, $"{Path} ({(int)status})");
        return this;
    }

    /// <summary>What stands in the control of a label.</summary>
    public string Value(string label) => FilledForm.Find(document, label) switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value.ReplaceLineEndings("\n"),
        IHtmlSelectElement select => select.Value ?? "",
        _ => throw new InvalidOperationException($"{Path} has no control labelled “{label}”."),
    };

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WhiteSpace();
}
