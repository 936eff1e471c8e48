using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>Choosing one or several files. The form needs enctype="multipart/form-data".</summary>
[HtmlTargetElement("govuk-file-upload", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FileUploadTagHelper : LabelledFieldTagHelper
{
    /// <summary>Several files at once; by default when the property is a collection.</summary>
    public bool? Multiple { get; set; }

    private protected override IHtmlContent Control(Field field, string? describedBy, TagHelperOutput output)
    {
        var input = Named(
            Element.Void("input", Element.Classes("govuk-file-upload", field.Error is null ? null : "govuk-file-upload--error")), field, describedBy)
            .With("type", "file")
            .WithFlag("multiple", Multiple ?? For?.Metadata.IsEnumerableType ?? false);
        output.MoveAttributesTo(input);
        return input;
    }

    // A browser never shows files chosen before; nor do we try.
    private protected override Field ReadField() => base.ReadField() with { Values = [] };
}
