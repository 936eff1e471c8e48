using Microsoft.AspNetCore.Html;
using Portal.Workflow.Definitions;
using Portal.Workflow.Diagrams;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>Puts the drawing of a definition into a page. The drawing encodes every name it was given, and holds no style or script.</summary>
internal static class Drawing
{
    public static IHtmlContent Of(WorkflowDefinition definition, DiagramMarks? marks = null, string idPrefix = "workflow") =>
        new HtmlString(DiagramSvg.Write(DiagramLayout.Of(definition), marks, idPrefix));
}
