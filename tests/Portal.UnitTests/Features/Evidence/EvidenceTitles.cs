using Portal.Web.Features.Evidence;

namespace Portal.UnitTests.Features.Evidence;

public sealed class EvidenceTitles
{
    [Theory]
    [InlineData("section_11_audit.pdf", "section 11 audit")]
    [InlineData("Annual report 2013.14.docx", "Annual report 2013.14")]
    [InlineData(@"C:\Users\jo\minutes.txt", "minutes")]
    [InlineData("/home/jo/minutes.txt", "minutes")]
    [InlineData(".pdf", ".pdf")]
    [InlineData("Llais y plant – crynodeb.odt", "Llais y plant – crynodeb")]
    public void The_name_of_the_file_becomes_the_title(string fileName, string title) => EvidenceTitle.Of(fileName).ShouldBe(title);
}
