using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>What our helpers do to the element they stand on.</summary>
internal static class OutputExtensions
{
    /// <summary>Makes the output this element: own class first, then the class the page gave.</summary>
    public static void Become(this TagHelperOutput output, string element, string? classes)
    {
        output.TagName = element;
        output.TagMode = TagMode.StartTagAndEndTag;
        var given = output.Attributes["class"]?.Value?.ToString();
        var all = Element.Classes(classes, given);
        if (all.Length > 0)
        {
            output.Attributes.SetAttribute("class", all);
        }
    }

    /// <summary>Replaces the whole element by built markup.</summary>
    public static void Become(this TagHelperOutput output, IHtmlContent markup)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(markup);
    }

    /// <summary>Moves the attributes the page gave (data-…, autocomplete, class …) to the control inside.</summary>
    public static void MoveAttributesTo(this TagHelperOutput output, TagBuilder control)
    {
        foreach (var attribute in output.Attributes)
        {
            var value = attribute.Value?.ToString() ?? "";
            if (attribute.Name == "class")
            {
                control.Attributes["class"] = Element.Classes(control.Attributes.GetValueOrDefault("class"), value);
            }
            else
            {
                control.Attributes[attribute.Name] = value;
            }
        }

        output.Attributes.Clear();
    }

    /// <summary>Sets an attribute unless its value is null.</summary>
    public static void Set(this TagHelperOutput output, string attribute, string? value)
    {
        if (value is not null)
        {
            output.Attributes.SetAttribute(attribute, value);
        }
    }

    /// <summary>The content between the tags, or null when there is none.</summary>
    public static async Task<IHtmlContent?> ChildrenAsync(this TagHelperOutput output) =>
        await output.GetChildContentAsync() is { IsEmptyOrWhiteSpace: false } content ? content : null;
}
