using Portal.Web.FrontEnd;

namespace Portal.UnitTests.FrontEnd;

/// <summary>The address of a page is its path in kebab case.</summary>
public sealed class Addresses
{
    [Theory]
    [InlineData("AnnexA", "annex-a")]
    [InlineData("ImportFile", "import-file")]
    [InlineData("SelfAssessments", "self-assessments")]
    [InlineData("Index", "index")]
    [InlineData("PDFExport", "pdf-export")]
    [InlineData("Step2Review", "step2-review")]
    [InlineData("already-kebab", "already-kebab")]
    public void A_name_becomes_kebab_case(string name, string address) => new KebabCase().TransformOutbound(name).ShouldBe(address);
}
