using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>The error of one property, for controls that are no field component (a table of inputs). Nothing when there is none.</summary>
[HtmlTargetElement("govuk-error-message", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorMessageTagHelper : TagHelper
{
    /// <summary>The view rendered; set by the framework.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The property of the model.</summary>
    public ModelExpression? For { get; set; }

    /// <summary>The message, where there is no <see cref="For"/>.</summary>
    public string? Text { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var field = Field.Read(ViewContext, For, null, null, Text);
        if (field.Error is null)
        {
            output.SuppressOutput();
            return;
        }

        var message = FieldTagHelper.ErrorMessage(field.Error).With("id", field.Id.Length == 0 ? null : field.Id + "-error");
        output.MoveAttributesTo(message);
        output.Become(message);
    }
}
