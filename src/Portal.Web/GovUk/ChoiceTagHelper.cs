using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>One choice of the radios or checkboxes around it. Its content is shown when it is chosen.</summary>
[HtmlTargetElement("govuk-radio", ParentTag = "govuk-radios", TagStructure = TagStructure.NormalOrSelfClosing)]
[HtmlTargetElement("govuk-checkbox", ParentTag = "govuk-checkboxes", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ChoiceTagHelper : TagHelper
{
    /// <summary>What is posted when it is chosen.</summary>
    public string Value { get; set; } = "";

    /// <summary>What it says.</summary>
    public string Label { get; set; } = "";

    /// <summary>Help for this choice.</summary>
    public string? Hint { get; set; }

    /// <summary>Chosen to begin with, where the model says nothing.</summary>
    public bool? Checked { get; set; }

    /// <summary>Cannot be chosen.</summary>
    public bool Disabled { get; set; }

    /// <summary>Choosing it clears the others ("None of these").</summary>
    public bool Exclusive { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);

        // Fields revealed inside are fields of their own: they must not fill the slots of the field around.
        var outer = context.Items[typeof(FieldSlots)];
        context.Items.Remove(typeof(FieldSlots));
        var conditional = await output.ChildrenAsync();
        context.Items[typeof(FieldSlots)] = outer;

        ((List<Choice>)context.Items[typeof(Choice)]).Add(new Choice(Value, Label)
        {
            Hint = Hint, Checked = Checked, Disabled = Disabled, Exclusive = Exclusive, Conditional = conditional,
        });
        output.SuppressOutput();
    }
}
