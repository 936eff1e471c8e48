using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>Any number of choices; with one checkbox of value "true", a yes or no bound to a bool.</summary>
[HtmlTargetElement("govuk-checkboxes", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CheckboxesTagHelper : ChoicesTagHelper
{
    private protected override string Component => "govuk-checkboxes";

    private protected override string InputType => "checkbox";

    // Without a fieldset each checkbox carries the description itself.
    private protected override string? ItemDescribedBy(string? describedBy) => HasFieldset ? null : describedBy;
}
