"""The department's second comment call of 8/2021 as the document says it, slips included."""

from dispatches.blocks import Heading, ListItem, Paragraph, Run
from dispatches.letter import Letter, Signature

SEED = Letter(
    parent_agency="UBND TỈNH BẮC GIANG",
    agency="SỞ NGOẠI VỤ",
    symbol="SNgV-NV",
    place="Bắc Giang",
    draft_month=(8, 2021),
    subject="V/v đề nghị tham gia ý kiến vào Đề án hợp tác cấp địa phương (lần 2)",
    addressees=("UBND các huyện, thành phố",),
    addressee_stop=True,
    blocks=(
        Paragraph.of(
            "Thực hiện Quyết định số 307/QĐ-UBND ngày 09/02/2021 của Chủ tịch UBND tỉnh về "
            "việc giao nhiệm vụ trọng tâm, chấp thuận nhiệm vụ của người đứng đầu Sở, cơ quan, "
            "đơn vị thuộc UBND tỉnh; người đứng đầu một số cơ quan trung ương trên địa bàn và "
            "Chủ tịch UBND huyện, thành phố, Sở Ngoại vụ đã xây dựng dự thảo Đề án Đề án đẩy "
            "mạnh hợp tác quốc tế cấp địa phương của tỉnh Bắc Giang với các địa phương nước "
            "ngoài.",
        ),
        Paragraph.of(
            "Ngày 29/3/2021, Sở Ngoại vụ đã có công văn số 169/SNgV-HTQT về việc đề nghị tham "
            "gia ý kiến vào Đề án hợp tác cấp địa phương gửi các cơ quan, địa phương trong "
            "tỉnh. Sở Ngoại vụ đã nhận được phản hồi của UBND thành phố Bắc Giang và các huyện "
            "Hiệp Hòa, Lục Nam, Lục Ngạn, Tân Yên, Yên Thế nhất trí với dự thảo đề án. UBND "
            "các huyện Sơn Động, Lạng Giang, Yên Dũng, Việt Yên không có văn bản trả lời.",
        ),
        Paragraph.of(
            "Trên cơ sở ý kiến góp ý của các cơ quan Trung ương và địa phương, Sở Ngoại vụ đã "
            "chỉnh sửa dự thảo và báo cáo đồng chí Phó Chủ tịch Thường trực UBND tỉnh. Do Đề "
            "án có nhiều nội dung liên quan tới quan hệ hợp tác của các huyện, thành phố với "
            "các địa phương nước ngoài, đồng chí Phó Chủ tịch Thường trực UBND tỉnh yêu cầu Sở "
            "Ngoại vụ tiếp tục xin ý kiến (lần 2) của UBND các huyện, thành phố về các nội "
            "dung liên quan tới các huyện, thành phố, cụ thể như sau:",
        ),
        Heading.of(
            "1. Mục tiêu cụ thể của Đề án đối với các huyện, thành phố như sau:",
        ),
        Paragraph.of(
            "“Các huyện, thành phố trong tỉnh hợp tác với 2-4 địa phương nước ngoài phù hợp, "
            "có lợi thế về phát triển hạ tầng công nghiệp, khu công nghiệp - đô thị, đô thị "
            "thông minh, đầu tư phát triển công nghiệp, thương mại, dịch vụ, công nghệ, phát "
            "triển nông nghiệp công nghệ cao, thu hoạch, bảo quản, chế biến, tiêu thụ sản phẩm "
            "nông nghiệp.”",
        ),
        Heading.of(
            "2. Định hướng lĩnh vực, đối tác hợp tác của các huyện, thành phố giai đoạn "
            "2021-2025 như sau:",
        ),
        Paragraph.of(
            "“+ Thành phố Bắc Giang: Ưu tiên hợp tác về các lĩnh vực phát triển đô thị, xây "
            "dựng đô thị thông minh, thương mại, dịch vụ, công nghệ, giao lưu văn hóa; Với các "
            "địa phương nước ngoài đã trao đổi thiện chí hợp tác, các địa phương của các nước: "
            "Hàn Quốc, Singapore, Pháp;",
        ),
        Paragraph.of(
            "+ Các huyện Việt Yên, Yên Dũng: Ưu tiên hợp tác phát triển công nghiệp, xây dựng "
            "khu công nghiệp - đô thị; Với địa phương của các nước như: Nhật Bản, Hàn Quốc, "
            "Singapore.",
        ),
        Paragraph.of(
            "+ Huyện Lục Ngạn: Ưu tiên hợp tác trong lĩnh vực phát triển nông nghiệp công nghệ "
            "cao, thu hoạch, bảo quản, chế biến và tiêu thụ nông sản; Với các địa phương của "
            "các nước: Trung Quốc, Israel, Australia, Nhật Bản.",
        ),
        Paragraph.of(
            "+ Các huyện Hiệp Hòa, Lạng Giang, Tân Yên, Yên Thế, Lục Nam, Sơn Động: Hợp tác "
            "với các địa phương nước ngoài phù hợp với tiềm năng, thế mạnh, định hướng và nhu "
            "cầu phát triển của địa phương.”",
        ),
        Heading.of(
            "3. Nhiệm vụ của UBND các huyện, thành phố trong tổ chức thực hiện Đề án như sau:",
        ),
        Paragraph.of(
            "“1. Phổ biến, quán triệt nội dung của Đề án, nhất là sự cần thiết tăng cường hợp "
            "tác cấp địa phương với địa phương nước ngoài nhằm nâng cao nhận thức của cán bộ, "
            "công chức, viên chức và nhân dân trên địa bàn.",
        ),
        Paragraph.of(
            "Triển khai nội dung các bản thỏa thuận hợp tác do tỉnh ký kết với các đối tác "
            "nước ngoài có liên quan đến địa phương. Kịp thời thông tin, phối hợp với Sở Ngoại "
            "vụ và các cơ quan liên quan để được hướng dẫn, giải quyết các vấn đề liên quan "
            "tới hợp tác với các địa phương nước ngoài.",
        ),
        Paragraph.of(
            "2. Đối với thành phố Bắc Giang và các huyện Yên Dũng, Việt Yên, Lục Ngạn: Xây "
            "dựng Kế hoạch triển khai thực hiện Đề án xong trong năm 2021.",
        ),
        Paragraph.of(
            "3. Đối với các huyện Hiệp Hòa, Lạng Giang, Tân Yên, Yên Thế, Lục Nam, Sơn Động: "
            "Căn cứ khả năng, nhu cầu để xác định đối tác hợp tác, nội dung hợp tác phù hợp và "
            "xây dựng kế hoạch hợp tác quốc tế cấp địa phương của đơn vị mình cho phù hợp.",
        ),
        Paragraph.of(
            "4. Đối với các huyện, thành phố có kế hoạch hợp tác cấp địa phương: Ngoài việc "
            "thực hiện các nội dung, nhiệm vụ và giải pháp nêu trong Đề án, cần quan tâm thực "
            "các nội dung sau:",
        ),
        ListItem.of(
            "Hàng năm kể từ năm 2022, đưa nội dung các hoạt động hợp tác cấp địa phương vào kế "
            "hoạch hoạt động đối ngoại của huyện, thành phố.",
        ),
        ListItem.of(
            "Bố trí kinh phí thực hiện các hoạt động hợp tác với địa phương nước ngoài.",
        ),
        ListItem.of(
            "Chủ trì, phối hợp với Sở Ngoại vụ và các cơ quan liên quan trong việc xác định "
            "địa phương nước ngoài, lĩnh vực hợp tác.",
        ),
        ListItem.of(
            "Triển khai các hoạt động trao đổi thông tin, cùng đối tác xây dựng thỏa thuận hợp "
            "tác, trình cấp có thẩm quyền xem xét, cho phép ký kết đúng quy định.",
        ),
        ListItem.of(
            "Sau khi ký kết thỏa thuận hợp tác với đối tác nước ngoài, các huyện, thành phố "
            "xây dựng Kế hoạch để triển khai thực hiện gắn với việc thực hiện các nội dung "
            "trong thỏa thuận hợp tác của cấp tỉnh có liên quan đến đơn vị đảm bảo hiệu quả, "
            "thiết thực.”",
        ),
        Paragraph.of(
            "Để kịp thời hoàn thiện Đề án trình UBND tỉnh trong kỳ họp tháng 8/2021, Sở Ngoại "
            "vụ trân trọng đề nghị UBND các huyện, thành phố tham gia ý kiến và gửi về Sở "
            "Ngoại vụ trước ",
            Run("ngày 09/8/2021", bold=True),
            ". Sau thời gian trên, nếu các huyện, thành phố không có ý kiến phản hồi được coi "
            "như nhất trí với các nội dung Sở xin ý kiến.",
        ),
        Paragraph.of(
            "Sở Ngoại vụ rất mong nhận được sự quan tâm, phối hợp của UBND các huyện, thành phố./.",
        ),
    ),
    recipients=("Như trên;", "GD; PGĐ Nguyễn Quang Tuấn ;", "Lưu: VT; NV."),
    signature=Signature(("GIÁM ĐỐC",), "Ngô Biên Cương"),
)
