using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>A day typed in three fields, bound to a <see cref="DateOnly"/> by <see cref="DateOnlyModelBinder"/>.</summary>
[HtmlTargetElement("govuk-date-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateInputTagHelper : FieldsetFieldTagHelper
{
    /// <summary>The three fields, in the order they are typed.</summary>
    internal static readonly string[] Parts = ["Day", "Month", "Year"];

    private protected override string Role => "group";

    private protected override IHtmlContent Controls(Field field, string? describedBy, TagHelperOutput output)
    {
        var wrong = Parts.Where(part => ErrorOf(field, part) is not null).ToArray();
        var date = Element.Of("div", "govuk-date-input").With("id", field.Id);
        output.MoveAttributesTo(date);
        foreach (var part in Parts)
        {
            var name = $"{field.Name}.{part}";
            var marked = field.Error is not null && (wrong.Length == 0 || wrong.Contains(part, StringComparer.Ordinal));
            var classes = Element.Classes(
                "govuk-input govuk-date-input__input", marked ? "govuk-input--error" : null, part == "Year" ? "govuk-input--width-4" : "govuk-input--width-2");
            var input = Element.Void("input", classes)
                .With("id", Field.IdOf(name)).With("name", name).With("type", "text").With("inputmode", "numeric")
                .With("value", ValueOf(field, part));
            var label = Element.Of("label", "govuk-label govuk-date-input__label", part).With("for", Field.IdOf(name));
            date.InnerHtml.AppendHtml(Element.Of("div", "govuk-date-input__item", Element.Of("div", "govuk-form-group", label, input)));
        }

        return date;
    }

    // An error may stand at the date or at one of its parts.
    private protected override Field ReadField()
    {
        var field = base.ReadField();
        return field with { Error = field.Error ?? Parts.Select(part => ErrorOf(field, part)).FirstOrDefault(error => error is not null) };
    }

    private string? ErrorOf(Field field, string part) => Field.FirstError(ViewContext?.ViewData.ModelState, $"{field.Name}.{part}");

    private string ValueOf(Field field, string part)
    {
        if (Field.Typed(ViewContext?.ViewData.ModelState, $"{field.Name}.{part}") is [var typed, ..])
        {
            return typed;
        }

        return For?.Model is not DateOnly day ? "" : part switch
        {
            "Day" => day.Day.ToString(CultureInfo.InvariantCulture),
            "Month" => day.Month.ToString(CultureInfo.InvariantCulture),
            _ => day.Year.ToString("0000", CultureInfo.InvariantCulture),
        };
    }
}
