causa plot trend mexico-2017-2021 --offence 'abuso sexual' --lang en -q -o causa.png
