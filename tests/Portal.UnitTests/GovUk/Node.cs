using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.UnitTests.GovUk;

/// <summary>A tag helper as a page would use it: its element, the attributes it does not know, and what is inside.</summary>
internal sealed record Node(string Tag, TagHelper Component, IReadOnlyDictionary<string, string>? Attributes, params IReadOnlyList<Node> Children)
{
    /// <summary>Markup inside, before the child elements.</summary>
    public IHtmlContent? Content { get; init; }

    public async Task<string> RenderAsync()
    {
        await using var writer = new StringWriter();
        (await RunAsync(new Dictionary<object, object>())).WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    // In the order Razor does it: initialise, process, and only then ask for what is inside if the component did not.
    private async Task<TagHelperOutput> RunAsync(Dictionary<object, object> around)
    {
        var given = new TagHelperAttributeList(Attributes?.Select(a => new TagHelperAttribute(a.Key, a.Value)) ?? []);
        var context = new TagHelperContext(Tag, given, new Dictionary<object, object>(around), "test");
        TagHelperContent? inside = null;
        var output = new TagHelperOutput(Tag, new TagHelperAttributeList(given), async (_, _) => inside ??= await InsideAsync(context));
        Component.Init(context);
        await Component.ProcessAsync(context, output);
        if (!output.IsContentModified)
        {
            output.Content.SetHtmlContent(await output.GetChildContentAsync());
        }

        return output;
    }

    private async Task<TagHelperContent> InsideAsync(TagHelperContext context)
    {
        var content = new DefaultTagHelperContent();
        if (Content is not null)
        {
            content.AppendHtml(Content);
        }

        foreach (var child in Children)
        {
            content.AppendHtml(await child.RunAsync(new Dictionary<object, object>(context.Items)));
        }

        return content;
    }
}
