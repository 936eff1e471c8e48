using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>
/// What all fields share: the form group, the hint, the error message taken from the model state, and the references between them.
/// Attributes not listed here go to the control itself.
/// </summary>
public abstract class FieldTagHelper : TagHelper
{
    /// <summary>The view rendered; set by the framework.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The property of the model: gives name, id, value and error.</summary>
    public ModelExpression? For { get; set; }

    /// <summary>The posted name, where there is no <see cref="For"/>.</summary>
    public string? Name { get; set; }

    /// <summary>The id of the control; by default made from the name.</summary>
    public string? Id { get; set; }

    /// <summary>One line of help above the control. For markup use a child govuk-hint.</summary>
    public string? Hint { get; set; }

    /// <summary>An error message given by the page, instead of the model state's.</summary>
    public string? Error { get; set; }

    /// <summary>Ids of further elements that describe the control.</summary>
    public string? DescribedBy { get; set; }

    /// <summary>Makes the label or legend the heading (h1) of the page.</summary>
    public bool PageHeading { get; set; }

    /// <summary>Classes of the form group.</summary>
    public string? GroupClass { get; set; }

    private protected FieldSlots Slots { get; } = new();

    private protected abstract string ControlId(Field field);

    /// <inheritdoc />
    public override void Init(TagHelperContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[typeof(FieldSlots)] = Slots;
    }

    /// <inheritdoc />
    public sealed override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var children = await output.ChildrenAsync();
        var field = ReadField();
        var id = ControlId(field);
        var hint = Slots.Hint ?? (Hint is null ? null : new HtmlContentBuilder().Append(Hint));
        var parts = new FieldParts(
            hint is null ? null : Element.Of("div", "govuk-hint", hint).With("id", id + "-hint"),
            field.Error is null ? null : ErrorMessage(field.Error).With("id", id + "-error"));
        var describedBy = Element.Classes(DescribedBy, parts.Hint is null ? null : id + "-hint", parts.Error is null ? null : id + "-error");

        var group = Group(field, parts, describedBy, children, output);
        output.Attributes.Clear();
        output.Become("div", Element.Classes("govuk-form-group", field.Error is null ? null : "govuk-form-group--error", GroupClass));
        GroupAttributes(output);
        output.Content.SetHtmlContent(group);
    }

    // Razor hands over the empty text for an expression that is null.
    private protected virtual Field ReadField() => Field.Read(ViewContext, For, Name, Id, string.IsNullOrEmpty(Error) ? null : Error);

    private protected virtual void GroupAttributes(TagHelperOutput output)
    {
    }

    private protected abstract IHtmlContent Group(
        Field field, FieldParts parts, string describedBy, IHtmlContent? children, TagHelperOutput output);

    internal static TagBuilder ErrorMessage(string text) =>
        Element.Of("p", "govuk-error-message", Element.Of("span", "govuk-visually-hidden", "Error:"), " ", text);

    internal sealed record FieldParts(TagBuilder? Hint, TagBuilder? Error);
}
