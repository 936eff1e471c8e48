using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Web.GovUk;

namespace Portal.UnitTests.GovUk;

/// <summary>How a page would write each published example of a form field with our components.</summary>
internal static class FieldComponents
{
    public static Node Input(Options given)
    {
        var input = new InputTagHelper
        {
            Type = given.Text("type") ?? "text",
            Prefix = given.Object("prefix")?.Text("text"),
            Suffix = given.Object("suffix")?.Text("text"),
        };
        return Labelled("govuk-input", input, given, given.Text("value"), "classes", "autocomplete", "inputmode", "pattern", "spellcheck", "autocapitalize");
    }

    public static Node Textarea(Options given) => Labelled(
        "govuk-textarea", new TextareaTagHelper { Rows = given.Number("rows") ?? 5 }, given, given.Text("value"), "classes", "autocomplete", "spellcheck");

    public static Node CharacterCount(Options given)
    {
        var area = new TextareaTagHelper
        {
            Rows = given.Number("rows") ?? 5,
            MaxCharacters = given.Number("maxlength"),
            MaxWords = given.Number("maxwords"),
            Threshold = given.Number("threshold"),
        };
        if (area is { MaxCharacters: null, MaxWords: null } or { MaxCharacters: not null, MaxWords: not null })
        {
            given.NotSupported();
        }

        return Labelled("govuk-textarea", area, given, given.Text("value"), "classes", "spellcheck");
    }

    public static Node FileUpload(Options given) => Labelled(
        "govuk-file-upload", new FileUploadTagHelper { Multiple = given.Flag("multiple") }, given, null, "classes");

    public static Node Select(Options given)
    {
        var chosen = given.Text("value");
        var items = given.List("items").Select(item =>
        {
            var selected = item.Text("selected");
            if (chosen is not null && selected is not null)
            {
                given.NotSupported(); // what was typed wins over what the page suggests
            }

            return new SelectListItem
            {
                Value = item.Text("value"), Text = item.Text("text"), Selected = selected == "true", Disabled = item.Flag("disabled"),
            };
        }).ToArray();

        return Labelled("govuk-select", new SelectTagHelper { Items = items }, given, chosen, "classes");
    }

    public static Node Radios(Options given) => Choices("govuk-radios", "govuk-radio", new RadiosTagHelper(), given);

    public static Node Checkboxes(Options given) => Choices("govuk-checkboxes", "govuk-checkbox", new CheckboxesTagHelper(), given);

    public static Node Date(Options given)
    {
        var name = given.Text("id") ?? "date";
        var view = new View();
        var error = given.Object("errorMessage")?.Text("text");
        var parts = new[] { "Day", "Month", "Year" };
        foreach (var part in parts)
        {
            switch (given.Object(part.ToLowerInvariant())?.Text("error"))
            {
                case "true" when error is not null:
                    view.Wrong($"{name}.{part}", error);
                    break;
                case not null:
                    given.NotSupported(); // an error always has words, and stands at the date or at a part
                    break;
            }
        }

        if (parts.All(part => view.Context.ViewData.ModelState[$"{name}.{part}"] is null))
        {
            view.Wrong(name, error);
        }

        if (given.Object("values") is { } values)
        {
            Array.ForEach(parts, part => view.Typed($"{name}.{part}", values.Text(part.ToLowerInvariant()) ?? ""));
        }

        var date = new DateInputTagHelper { Name = name, ViewContext = view.Context };
        return Legended("govuk-date-input", date, given, []);
    }

    private static Node Choices(string tag, string itemTag, ChoicesTagHelper choices, Options given)
    {
        var name = given.Text("name") ?? "choice";
        var id = given.Text("idPrefix");
        var children = new List<Node>();
        var itemsSayChosen = false;
        foreach (var item in given.List("items"))
        {
            if (item.Text("divider") is { } divider)
            {
                children.Add(new Node("govuk-divider", new DividerTagHelper { Text = divider }, null));
                continue;
            }

            var choice = new ChoiceTagHelper
            {
                Value = item.Text("value") ?? "",
                Label = item.Text("text") ?? "",
                Hint = item.Object("hint")?.Text("text"),
                Disabled = item.Flag("disabled"),
                Exclusive = item.Text("behaviour") == "exclusive",
            };
            if (item.Text("checked") is { } chosen)
            {
                itemsSayChosen = true;
                choice.Checked = chosen == "true";
            }

            children.Add(new Node(itemTag, choice, null) { Content = item.Object("conditional")?.Content() });
        }

        var values = given.Words("values");
        var value = given.Text("value");
        var view = new View().Wrong(name, given.Object("errorMessage")?.Text("text"));
        if (values.Count > 0 || !string.IsNullOrEmpty(value))
        {
            view.Typed(name, values.Count > 0 ? [.. values] : [value!]);
            if (itemsSayChosen)
            {
                given.NotSupported(); // what was typed wins over what the page suggests
            }
        }

        choices.Name = name;
        choices.Id = id;
        choices.ViewContext = view.Context;
        return Legended(tag, choices, given, children, "classes");
    }

    private static Node Legended(
        string tag, FieldsetFieldTagHelper field, Options given, IReadOnlyList<Node> children, params IReadOnlyList<string> attributes)
    {
        field.Hint = given.Object("hint")?.Text("text");
        field.GroupClass = given.Object("formGroup")?.Text("classes");
        if (given.Object("fieldset") is { } fieldset)
        {
            field.DescribedBy = fieldset.Text("describedBy");
            var legend = fieldset.Object("legend");
            field.Legend = legend?.Text("text");
            field.LegendClass = legend?.Text("classes");
            field.PageHeading = legend?.Flag("isPageHeading") == true;
            if (field.Legend is null)
            {
                given.NotSupported();
            }
        }

        return new Node(tag, field, given.Attributes(attributes), children);
    }

    private static Node Labelled(string tag, LabelledFieldTagHelper field, Options given, string? typed, params IReadOnlyList<string> attributes)
    {
        field.Name = given.Text("name");
        field.Id = given.Text("id");
        field.DescribedBy = given.Text("describedBy");
        field.GroupClass = given.Object("formGroup")?.Text("classes");
        field.Hint = given.Object("hint")?.Text("text");
        var label = given.Object("label");
        field.Label = label?.Text("text");
        field.LabelClass = label?.Text("classes");
        field.PageHeading = label?.Flag("isPageHeading") == true;
        var view = new View();
        if (typed is not null)
        {
            view.Typed(field.Name!, typed);
        }

        field.ViewContext = view.Wrong(field.Name!, given.Object("errorMessage")?.Text("text")).Context;
        return new Node(tag, field, given.Attributes(attributes));
    }
}
