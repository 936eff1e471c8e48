using System.Globalization;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Portal.WebTests.Infrastructure;

/// <summary>A file chosen in a form.</summary>
public sealed record Upload(string FileName, byte[] Content, string ContentType = "application/octet-stream");

/// <summary>A form being filled in: what the page put there, hidden fields and all, and what the person answers.</summary>
internal sealed class FilledForm(IHtmlFormElement form, IElement pressed)
{
    private readonly Dictionary<IElement, IReadOnlyList<Upload>> _uploads = [];

    public bool IsPost => form.Method.Equals("post", StringComparison.OrdinalIgnoreCase);

    public static IElement? Find(IParentNode within, string label)
    {
        var labels = within.QuerySelectorAll("label").ToList();
        var found = labels.Find(l => HtmlPage.Words(l) == label) ?? labels.Find(l => HtmlPage.Words(l).StartsWith(label, StringComparison.Ordinal));
        return (found as IHtmlLabelElement)?.HtmlFor is { Length: > 0 } id ? within.QuerySelector($"[id='{id}']") : found?.QuerySelector("input, textarea, select");
    }

    /// <param name="label">The label or legend; "Group › label" where several groups have the same one, the group by the beginning of its legend.</param>
    /// <param name="value">The answer.</param>
    public void Answer(string label, object? value)
    {
        IParentNode within = form;
        if (label.Split(" › ") is [var group, var inner])
        {
            within = form.QuerySelectorAll("legend").FirstOrDefault(l => HtmlPage.Words(l).StartsWith(group, StringComparison.Ordinal))?.ParentElement ?? throw Missing(group);
            label = inner;
        }

        var legend = within.QuerySelectorAll("legend").FirstOrDefault(l => HtmlPage.Words(l) == label);
        switch (value)
        {
            case DateOnly date when legend is not null:
                Type(legend.ParentElement!, date.Day, date.Month, date.Year);
                break;
            case (string day, string month, string year) when legend is not null:
                Type(legend.ParentElement!, day, month, year);
                break;
            case string choice when legend is not null:
                Choose(legend.ParentElement!, [choice]);
                break;
            case IEnumerable<string> choices when legend is not null:
                Choose(legend.ParentElement!, [.. choices]);
                break;
            default:
                Put(Find(within, label) ?? throw Missing(label), value);
                break;
        }
    }

    public HttpContent Content()
    {
        if (form.GetAttribute("enctype") != "multipart/form-data")
        {
            return new FormUrlEncodedContent(Fields());
        }

        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in Fields())
        {
            parts.Add(new StringContent(value), name);
        }

        foreach (var (control, files) in _uploads)
        {
            foreach (var file in files)
            {
                var content = new ByteArrayContent(file.Content);
                content.Headers.ContentType = new MediaTypeHeaderValue(file.ContentType);
                parts.Add(content, control.GetAttribute("name")!, file.FileName);
            }
        }

        return parts;
    }

    public string Query() => string.Join('&', Fields().Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));

    private static void Type(IElement fieldset, params object[] parts)
    {
        foreach (var (input, part) in fieldset.QuerySelectorAll("input").Cast<IHtmlInputElement>().Zip(parts))
        {
            input.Value = Convert.ToString(part, CultureInfo.InvariantCulture)!;
        }
    }

    private void Choose(IElement fieldset, IReadOnlyList<string> choices)
    {
        foreach (var input in fieldset.QuerySelectorAll("input[type=radio], input[type=checkbox]").Cast<IHtmlInputElement>())
        {
            input.IsChecked = false;
        }

        foreach (var choice in choices)
        {
            ((IHtmlInputElement)(Find(fieldset, choice) ?? throw Missing(choice))).IsChecked = true;
        }
    }

    private void Put(IElement control, object? value)
    {
        switch (control, value)
        {
            case (IHtmlInputElement { Type: "file" }, Upload file):
                _uploads[control] = [file];
                break;
            case (IHtmlInputElement { Type: "file" }, IReadOnlyList<Upload> files):
                _uploads[control] = files;
                break;
            case (IHtmlInputElement { Type: "radio" or "checkbox" } input, bool on):
                input.IsChecked = on;
                break;
            case (IHtmlInputElement input, _):
                input.Value = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
                break;
            case (IHtmlTextAreaElement area, _):
                area.Value = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
                break;
            case (IHtmlSelectElement select, string words):
                select.Value = select.Options.FirstOrDefault(o => HtmlPage.Words(o) == words)?.Value
                    ?? throw new InvalidOperationException($"There is no choice “{words}”; there are: {string.Join(", ", select.Options.Select(HtmlPage.Words))}.");
                break;
            default:
                throw new InvalidOperationException($"A {control.LocalName} does not take {value}.");
        }
    }

    /// <summary>What a browser would send, files apart.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields()
    {
        foreach (var control in form.QuerySelectorAll("input, textarea, select, button").Where(c => !string.IsNullOrEmpty(c.GetAttribute("name")) && !c.HasAttribute("disabled")))
        {
            var name = control.GetAttribute("name")!;
            var value = control switch
            {
                IHtmlInputElement { Type: "radio" or "checkbox" } input => input.IsChecked ? input.Value : null,
                IHtmlInputElement { Type: "file" or "submit" } => null,
                IHtmlInputElement input => input.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value ?? "",
                _ => control == pressed ? control.GetAttribute("value") ?? "" : null,
            };
            if (value is not null)
            {
                yield return new(name, value);
            }
        }
    }

    private InvalidOperationException Missing(string label) => new(
        $"The form has nothing labelled “{label}”; it has: {string.Join(", ", form.QuerySelectorAll("label, legend").Select(HtmlPage.Words))}.");
}
