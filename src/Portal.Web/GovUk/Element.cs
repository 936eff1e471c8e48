using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Portal.Web.GovUk;

/// <summary>Builds markup: text is encoded, absent attributes and children leave no trace.</summary>
internal static class Element
{
    /// <summary>An element with a class and children (text or markup; nulls are skipped).</summary>
    public static TagBuilder Of(string name, string? classes, params ReadOnlySpan<object?> children)
    {
        var element = new TagBuilder(name).With("class", classes);
        Append(element.InnerHtml, children);
        return element;
    }

    /// <summary>Several elements side by side (nulls are skipped).</summary>
    public static IHtmlContent Many(params ReadOnlySpan<object?> children)
    {
        var content = new HtmlContentBuilder();
        Append(content, children);
        return content;
    }

    /// <summary>An element without content or end tag.</summary>
    public static TagBuilder Void(string name, string? classes) =>
        new TagBuilder(name) { TagRenderMode = TagRenderMode.StartTag }.With("class", classes);

    /// <summary>Sets an attribute unless its value is null or empty.</summary>
    public static TagBuilder With(this TagBuilder element, string attribute, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            element.Attributes[attribute] = value;
        }

        return element;
    }

    /// <summary>Sets an attribute, empty values too (<c>value=""</c> of an option).</summary>
    public static TagBuilder WithValue(this TagBuilder element, string attribute, string value)
    {
        element.Attributes[attribute] = value;
        return element;
    }

    /// <summary>Sets a boolean attribute when it holds.</summary>
    public static TagBuilder WithFlag(this TagBuilder element, string attribute, bool holds)
    {
        if (holds)
        {
            element.Attributes[attribute] = "";
        }

        return element;
    }

    /// <summary>Joins class names, skipping those absent.</summary>
    public static string Classes(params ReadOnlySpan<string?> names)
    {
        var present = new List<string>(names.Length);
        foreach (var name in names)
        {
            if (!string.IsNullOrEmpty(name))
            {
                present.Add(name);
            }
        }

        return string.Join(' ', present);
    }

    private static void Append(IHtmlContentBuilder content, ReadOnlySpan<object?> children)
    {
        foreach (var child in children)
        {
            _ = child switch
            {
                null => content,
                IHtmlContent markup => content.AppendHtml(markup),
                _ => content.Append(child.ToString() ?? ""),
            };
        }
    }
}
