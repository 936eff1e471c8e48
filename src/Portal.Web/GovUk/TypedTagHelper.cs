using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>Carries everything that was typed into a form from one page to the next, in hidden fields: <c>&lt;portal-typed for="Input" /&gt;</c>.</summary>
[HtmlTargetElement("portal-typed", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TypedTagHelper : TagHelper
{
    /// <summary>The form: a record whose properties are text, dates, numbers and choices.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var fields = new HtmlContentBuilder();
        foreach (var property in For.ModelExplorer.Properties)
        {
            foreach (var (name, value) in Fields($"{For.Name}.{property.Metadata.PropertyName}", property.Model))
            {
                fields.AppendHtml(Element.Void("input", null).With("type", "hidden").With("name", name).WithValue("value", value)).AppendLine();
            }
        }

        output.Become(fields);
    }

    /// <summary>A date in its three parts, so that it comes back into the fields in which it was typed.</summary>
    private static IEnumerable<(string Name, string Value)> Fields(string name, object? typed) => typed switch
    {
        null => [],
        DateOnly day => DateInputTagHelper.Parts.Zip([day.Day, day.Month, day.Year], (part, number) => ($"{name}.{part}", number.ToString(CultureInfo.InvariantCulture))),
        _ => [(name, Convert.ToString(typed, CultureInfo.InvariantCulture) ?? "")],
    };
}
